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

extension Text {
  /// A prefix or path without the slashes at its ends, which mean nothing.
  package var withoutOuterSlashes: String {
    var rest = value.utf8[...]
    while rest.first == UInt8(ascii: "/") { rest.removeFirst() }
    while rest.last == UInt8(ascii: "/") { rest.removeLast() }
    return String(rest) ?? ""
  }
}
