package import Diagnostics

/// A host by name or address, without a port.
package struct Host: PatternedText {
  package var text: Text

  package static var help: String? {
    "the name or the address alone; a `port` or the folder of a `socket` has a key of its own"
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
  /// Of ASCII.
  var isLetterOrDigit: Bool {
    (0x30...0x39).contains(self) || (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self)
  }

  /// Whether a host's name may hold it.
  var isOfName: Bool {
    isLetterOrDigit || self == UInt8(ascii: "_") || self == UInt8(ascii: ".") || self == UInt8(ascii: "-")
  }

  /// Whether an address of IPv4 or IPv6 may hold it.
  var isOfAddress: Bool {
    (0x30...0x3A).contains(self) || (0x41...0x46).contains(self) || (0x61...0x66).contains(self)
      || self == UInt8(ascii: ".")
  }
}
