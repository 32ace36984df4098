#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A path compared and ordered by its bytes, as a file system does.
///
/// `String` itself holds composed and decomposed letters equal, which are two files on Linux.
struct BytewisePath: Hashable, Comparable, Sendable {
  let text: String

  init(_ text: String) {
    self.text = text
  }

  static func == (lhs: Self, rhs: Self) -> Bool {
    lhs.text.utf8.count == rhs.text.utf8.count && order(lhs, rhs) == 0
  }

  static func < (lhs: Self, rhs: Self) -> Bool {
    order(lhs, rhs) < 0
  }

  /// Negative, zero or positive, as `memcmp` has it; finding paths is much of what a run does that changes nothing.
  private static func order(_ lhs: Self, _ rhs: Self) -> Int {
    var (left, right) = (lhs.text, rhs.text)
    return left.withUTF8 { left in
      right.withUTF8 { right in
        guard let start = left.baseAddress, let other = right.baseAddress else { return left.count - right.count }
        let common = Int(memcmp(start, other, min(left.count, right.count)))
        return common != 0 ? common : left.count - right.count
      }
    }
  }

  func hash(into hasher: inout Hasher) {
    var text = text
    text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }

  /// The folders above the path, outermost first: `a` and `a/b` for `a/b/c`.
  var ancestors: [BytewisePath] {
    text.utf8.indices
      .filter { text.utf8[$0] == UInt8(ascii: "/") }
      .map { BytewisePath(String(text[..<$0])) }
  }

  /// The path seen from a folder above it: `b/c` for `a/b/c` within `a`.
  func relative(to folder: String) -> String {
    String(text[text.utf8.index(text.startIndex, offsetBy: folder.utf8.count + 1)...])
  }

  /// Whether the path lies below a folder, at any depth.
  func lies(below folder: String) -> Bool {
    text.utf8.starts(with: (folder + "/").utf8)
  }

  /// Whether the path is relative, and each of its parts a name: not empty, `.`, `..`, nor with control characters.
  ///
  /// Control characters are refused beside NUL, because a line break in a name breaks lists, diffs and terminals.
  var isPlainRelative: Bool {
    let parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    return parts.allSatisfy { part in
      !part.isEmpty && !part.elementsEqual(".".utf8) && !part.elementsEqual("..".utf8)
        && part.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
    }
  }
}
