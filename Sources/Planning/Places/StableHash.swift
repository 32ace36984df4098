/// A hash that is the same in every run and on every machine; distinguishes names and contents, but isn't secure.
///
/// The 64-bit FNV-1a hash; offset basis and prime are those of draft-eastlake-fnv.
package struct StableHash: Sendable {
  private var value: UInt64 = 0xCBF2_9CE4_8422_2325

  package init() {}

  /// Adds `text` and its end.
  package mutating func combine(_ text: String) {
    var text = text
    text.withUTF8 { for byte in $0 { combine(byte) } }
    combine(0)
  }

  private mutating func combine(_ byte: UInt8) {
    value = (value ^ UInt64(byte)) &* 0x100_0000_01B3
  }

  /// The first hexadecimal `digits`, sixteen at most.
  package func text(digits: Int) -> String {
    let written = String(value, radix: 16)
    return String((String(repeating: "0", count: 16 - written.utf8.count) + written).prefix(digits))
  }

  /// The first hexadecimal `digits` of the hash of `text` alone.
  package static func text(of text: String, digits: Int) -> String {
    var hash = StableHash()
    var text = text
    text.withUTF8 { for byte in $0 { hash.combine(byte) } }
    return hash.text(digits: digits)
  }
}
