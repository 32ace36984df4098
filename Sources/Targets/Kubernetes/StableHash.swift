/// A hash that is the same in every run and on every machine: tells names and contents apart, proves nothing.
enum StableHash {
  /// The first hexadecimal `digits` (sixteen at most) of the 64-bit FNV-1a hash of `text`.
  static func text(of text: String, digits: Int) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    let written = String(hash, radix: 16)
    return String((String(repeating: "0", count: 16 - written.count) + written).prefix(digits))
  }
}
