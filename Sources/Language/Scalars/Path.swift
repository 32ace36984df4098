package import Diagnostics
internal import YAMLSyntax

/// An absolute path without `.` and `..`, within Linux's limits: at most 4095 bytes (`PATH_MAX` includes the
/// terminating zero), and 255 (`NAME_MAX`) between two slashes.
package final class Path: PatternedText {
  package let text: Text

  init(text: Text) { self.text = text }

  package static func read(_ form: inout Form, at node: Int) -> Path? {
    guard let path = readPattern(&form, at: node) else { return nil }
    // Schemas count characters, so their patterns can't express this.
    guard let fault = excess(of: form.tree.bytes(of: node)) else { return path }
    form.fault(.overlongPath, fault, at: node)
    return nil
  }

  static var pattern: StringSchema {
    StringSchema(
      pattern: """
        ^(/([^/.\\x00-\\x1f\\x7f][^/\\x00-\\x1f\\x7f]*|\\.[^/.\\x00-\\x1f\\x7f][^/\\x00-\\x1f\\x7f]*\
        |\\.\\.[^/\\x00-\\x1f\\x7f]+)?)+$
        """, expectation: "an absolute path without `.` and `..`",
      examples: ["/etc/app/key.pem"])
  }

  static func accepts(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    bytes.first == UInt8(ascii: "/") && !holdsDots(bytes)
  }

  /// Whether a part of the path is `.` or `..`.
  static func holdsDots(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var dots = 0
    var length = 0
    for byte in bytes {
      if byte == UInt8(ascii: "/") {
        if length > 0, dots == length, dots <= 2 { return true }
        (dots, length) = (0, 0)
      } else {
        length += 1
        if byte == UInt8(ascii: ".") { dots += 1 }
      }
    }
    return length > 0 && dots == length && dots <= 2
  }

  /// What exceeds the file system's limits.
  private static func excess(of bytes: UnsafeBufferPointer<UInt8>) -> Diagnostic.Message? {
    if bytes.count <= longestName { return nil }
    if bytes.count > longest { return .excess("this path", bytes.count, longest) }
    let longestPart = bytes.split(separator: UInt8(ascii: "/")).map(\.count).max() ?? 0
    return longestPart > longestName ? .excess("a name in this path", longestPart, longestName) : nil
  }

  private static let longest = 4095
  private static let longestName = 255
}

extension Diagnostic.Message {
  fileprivate static func excess(_ what: String, _ count: Int, _ most: Int) -> Self {
    .init("\(what) has \(count) bytes, and a file system allows at most \(most)", help: "shorten it")
  }
}
