#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A path compared and ordered by its bytes, as a file system does.
///
/// `String` itself treats composed and decomposed letters as equal, which are two files on Linux.
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

  /// Negative, zero or positive, like `memcmp`; a run that changes nothing spends much of its time finding paths.
  private static func order(_ lhs: Self, _ rhs: Self) -> Int {
    withBytes(lhs.text, rhs.text) { left, right in
      guard let start = left.baseAddress, let other = right.baseAddress else { return left.count - right.count }
      let common = Int(memcmp(start, other, min(left.count, right.count)))
      return common != 0 ? common : left.count - right.count
    }
  }

  @inline(__always)
  private static func withBytes<Result>(
    _ left: String, _ right: String, _ body: (UnsafeBufferPointer<UInt8>, UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    let result = left.utf8.withContiguousStorageIfAvailable { left in
      right.utf8.withContiguousStorageIfAvailable { right in body(left, right) }
    }
    if let result, let result { return result }
    var (left, right) = (left, right)
    return left.withUTF8 { left in right.withUTF8 { right in body(left, right) } }
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

  /// Whether the path has the bytes of another, and maybe more.
  func begins(with other: Self) -> Bool {
    Self.withBytes(text, other.text) { path, other in
      guard path.count >= other.count, let start = path.baseAddress, let beginning = other.baseAddress else {
        return other.isEmpty
      }
      return memcmp(start, beginning, other.count) == 0
    }
  }

  /// The folder that contains the path, or nothing: `a/b` for `a/b/c`.
  var parent: String {
    text.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(text[..<$0]) } ?? ""
  }

  /// Whether the path is below a folder, at any depth.
  func lies(below folder: String) -> Bool {
    Self.withBytes(text, folder) { path, folder in
      guard path.count > folder.count, let start = path.baseAddress, let other = folder.baseAddress else {
        return false
      }
      return path[folder.count] == UInt8(ascii: "/") && memcmp(start, other, folder.count) == 0
    }
  }

  /// Whether the path is relative, and each of its parts a name: not empty, `.`, `..`, nor with control characters.
  ///
  /// All control characters are rejected, not only NUL, because a line break in a name breaks lists, diffs and
  /// terminals.
  var isPlainRelative: Bool {
    var text = text
    return text.withUTF8 { bytes in
      var start = 0
      for index in 0...bytes.count {
        guard index == bytes.count || bytes[index] == UInt8(ascii: "/") else {
          if bytes[index] < 0x20 || bytes[index] == 0x7F { return false }
          continue
        }
        let isDots = bytes[start..<index].allSatisfy { $0 == UInt8(ascii: ".") }
        if isDots, index - start <= 2 { return false }
        start = index + 1
      }
      return true
    }
  }
}
