/// Some bytes: of ASCII any, and the others all or none.
struct ByteSet: Sendable {
  private var low: UInt64 = 0
  private var high: UInt64 = 0
  private let hasOthers: Bool

  static let lettersAndDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"

  /// The characters of `characters`, which are ASCII; with controls, also DEL; with others, all that begin or go on a
  /// character beyond ASCII.
  init(_ characters: String, controls: Bool = false, others: Bool = false) {
    hasOthers = others
    if controls {
      low = 0xFFFF_FFFF
      high = 1 << 63
    }
    for byte in characters.utf8 {
      if byte < 64 { low |= 1 << UInt64(byte) } else { high |= 1 << UInt64(byte - 64) }
    }
  }

  @inline(__always)
  func contains(_ byte: UInt8) -> Bool {
    if byte < 64 { return low >> UInt64(byte) & 1 != 0 }
    return byte < 128 ? high >> UInt64(byte - 64) & 1 != 0 : hasOthers
  }
}
