internal import ASCII
package import Diagnostics

/// A bucket's or container's name.
package struct BucketName: PatternedText {
  package var text: Text

  package static var help: String? { "the name alone, without `s3://`; a folder within it is its `prefix`" }

  static var pattern: StringSchema {
    StringSchema(pattern: "^[A-Za-z0-9$][A-Za-z0-9._-]*$", expectation: "a bucket's name", examples: ["app-backups"])
  }

  static func accepts(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    // Azure has containers such as `$root`.
    guard let first = bytes.first, first.isLetterOrDigit || first == UInt8(ascii: "$") else { return false }
    return bytes.dropFirst().allSatisfy { $0.isOfName }
  }
}

/// A folder within a bucket. Slashes at its ends mean nothing; stores take `.` and `..` literally, and tools don't.
package struct Prefix: PatternedText {
  package var text: Text

  static var pattern: StringSchema {
    StringSchema(
      pattern: """
        ^((/([^/.\\x00-\\x1f\\x7f][^/\\x00-\\x1f\\x7f]*|\\.[^/.\\x00-\\x1f\\x7f][^/\\x00-\\x1f\\x7f]*\
        |\\.\\.[^/\\x00-\\x1f\\x7f]+)?)+\
        |([^/.\\x00-\\x1f\\x7f][^/\\x00-\\x1f\\x7f]*|\\.[^/.\\x00-\\x1f\\x7f][^/\\x00-\\x1f\\x7f]*\
        |\\.\\.[^/\\x00-\\x1f\\x7f]+)\
        (/([^/.\\x00-\\x1f\\x7f][^/\\x00-\\x1f\\x7f]*|\\.[^/.\\x00-\\x1f\\x7f][^/\\x00-\\x1f\\x7f]*\
        |\\.\\.[^/\\x00-\\x1f\\x7f]+)?)*)$
        """, expectation: "a folder within the bucket without `.` and `..`", examples: ["postgresql/app"])
  }

  static func accepts(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    !Path.holdsDots(bytes)
  }
}

/// A store's address: scheme, host and port.
package struct Endpoint: PatternedText {
  package var text: Text

  static var pattern: StringSchema {
    StringSchema(
      pattern: "^https?://([A-Za-z0-9_][A-Za-z0-9_.-]*|\\[[0-9A-Fa-f.:]+\\])(:[0-9]{1,5})?$",
      expectation: "an address with its scheme and no path", examples: ["https://s3.example.net:9000"])
  }

  static func accepts(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let schemes: [StaticString] = ["https://", "http://"]
    for scheme in schemes where scheme.withUTF8Buffer({ bytes.starts(with: $0) }) {
      let rest = bytes[scheme.utf8CodeUnitCount...]
      if rest.first == UInt8(ascii: "[") {
        guard let end = rest.firstIndex(of: UInt8(ascii: "]")), end > rest.startIndex + 1,
          rest[(rest.startIndex + 1)..<end].allSatisfy({ $0.isOfAddress })
        else { return false }
        return isPort(rest[(end + 1)...])
      }
      let end = rest.firstIndex(of: UInt8(ascii: ":")) ?? rest.endIndex
      return isName(rest[..<end]) && isPort(rest[end...])
    }
    return false
  }

  private static func isName(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    guard let first = bytes.first, first.isLetterOrDigit || first == UInt8(ascii: "_") else { return false }
    return bytes.allSatisfy { $0.isOfName }
  }

  /// Whether the bytes are nothing, or a colon and a number.
  private static func isPort(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    if bytes.isEmpty { return true }
    let digits = bytes.dropFirst()
    return bytes.first == UInt8(ascii: ":") && (1...5).contains(digits.count)
      && digits.allSatisfy { $0.isDigit }
  }
}
