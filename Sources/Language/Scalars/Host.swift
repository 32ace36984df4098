internal import ASCII
package import Diagnostics

/// A host by name or address, without a port.
package struct Host: PatternedText {
  package var text: Text

  package static var help: String? {
    "give only the name or address; `port` and `socket` are keys of their own"
  }

  static var pattern: StringSchema {
    StringSchema(
      pattern: "^([A-Za-z0-9_][A-Za-z0-9_.-]*|[0-9A-Fa-f.]*:[0-9A-Fa-f.]*:[0-9A-Fa-f.:]*(%[A-Za-z0-9_.-]+)?)$",
      expectation: "a host", examples: ["db.example.net", "2001:db8::1"])
  }

  static func accepts(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = bytes.first else { return false }
    if first.isLetterOrDigit || first == UInt8(ascii: "_"), bytes.allSatisfy({ $0.isOfName }) { return true }
    let end = bytes.firstIndex(of: UInt8(ascii: "%")) ?? bytes.endIndex
    let (address, zone) = (bytes[..<end], bytes[end...].dropFirst())
    return address.count { $0 == UInt8(ascii: ":") } >= 2 && address.allSatisfy { $0.isOfAddress }
      && (end == bytes.endIndex || !zone.isEmpty && zone.allSatisfy { $0.isOfName })
  }
}

extension UInt8 {
  /// Whether a host name may contain the character.
  var isOfName: Bool {
    isOfIdentifier || self == UInt8(ascii: ".") || self == UInt8(ascii: "-")
  }

  /// Whether an IPv4 or IPv6 address may contain the character.
  var isOfAddress: Bool { isHexadecimal || self == UInt8(ascii: ":") || self == UInt8(ascii: ".") }
}
