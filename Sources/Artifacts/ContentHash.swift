/// The 64-bit FNV-1a hash of a file's bytes: it detects edits, and doesn't protect against forgery.
///
/// Offset basis and prime are those of draft-eastlake-fnv.
package struct ContentHash: Hashable, Sendable {
  private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  package init() {}

  package init(of text: String) {
    var text = text
    text.withUTF8 { combine(UnsafeRawBufferPointer($0)) }
  }

  package init(of bytes: [UInt8]) { combine(bytes) }

  /// Reads sixteen hexadecimal digits; `nil` if they aren't.
  init?(parsing digits: ArraySlice<UInt8>) {
    guard digits.count == 16, let value = UInt64(String(decoding: digits, as: UTF8.self), radix: 16) else { return nil }
    self.value = value
  }

  package mutating func combine(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { combine($0) }
  }

  package mutating func combine(_ bytes: UnsafeRawBufferPointer) {
    for byte in bytes { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
  }

  /// Sixteen hexadecimal digits.
  package var text: String {
    var digits: [UInt8] = []
    append(to: &digits)
    return String(decoding: digits, as: UTF8.self)
  }

  /// Appends the text.
  func append(to text: inout [UInt8]) {
    for shift in stride(from: 60 as UInt64, through: 0, by: -4) {
      let digit = UInt8(value >> shift & 0xF)
      text.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
    }
  }
}
