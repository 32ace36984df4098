internal import ASCII
package import Diagnostics

/// A container image, with a tag, a digest or both.
package struct ImageReference: PatternedText {
  package var text: Text

  package static var help: String? { "for example `postgres:16` or `postgres@sha256:` and the 64 digits of a digest" }

  static var pattern: StringSchema {
    StringSchema(
      pattern: "^[A-Za-z0-9][A-Za-z0-9._/:-]*(@sha256:[0-9a-f]{64}|@sha512:[0-9a-f]{128})?$",
      expectation: "an image by its tag or whole digest", examples: ["postgres:16"])
  }

  static func accepts(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let at = bytes.firstIndex(of: UInt8(ascii: "@")) ?? bytes.endIndex
    let name = bytes[..<at]
    guard let first = name.first, first.isLetterOrDigit,
      name.allSatisfy({ $0.isOfName || $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: ":") })
    else { return false }
    return at == bytes.endIndex || isDigest(bytes[(at + 1)...])
  }

  private static func isDigest(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    let algorithms: [(prefix: StaticString, digits: Int)] = [("sha256:", 64), ("sha512:", 128)]
    return algorithms.contains { algorithm in
      algorithm.prefix.withUTF8Buffer { bytes.starts(with: $0) }
        && bytes.count == algorithm.prefix.utf8CodeUnitCount + algorithm.digits
        && bytes.suffix(algorithm.digits).allSatisfy { $0.isHexadecimal && !$0.isUppercase }
    }
  }
}
