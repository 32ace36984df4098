internal import ASCII

extension Tree {
  /// The kind of a plain scalar that starts with a digit, a sign or a point.
  static func numericKind(_ bytes: UnsafeBufferPointer<UInt8>) -> ScalarKind {
    let signed = bytes[0] == UInt8(ascii: "+") || bytes[0] == UInt8(ascii: "-")
    let digits = signed ? 1 : 0
    guard bytes.count > digits else { return .string }
    let body = UnsafeBufferPointer(rebasing: bytes[digits...])
    if isSpecialFloat(body) { return .surprising(.float) }
    if body.count > 1, body[0] == UInt8(ascii: "0"), let kind = prefixedKind(body) { return kind }

    var points = 0
    var colons = 0
    var digitCount = 0
    var exponent = false
    for (index, byte) in body.enumerated() {
      switch byte {
      case 0x30...0x39: digitCount += 1
      case UInt8(ascii: "_"): if index == 0 { return .string }
      case UInt8(ascii: "."): points += 1
      case UInt8(ascii: ":"):
        colons += 1
        if index == 0 { return .string }
      case UInt8(ascii: "e"), UInt8(ascii: "E"):
        if exponent || digitCount == 0 { return .string }
        exponent = true
      case UInt8(ascii: "+"), UInt8(ascii: "-"):
        guard exponent, body[index - 1] | 0x20 == UInt8(ascii: "e") else { return .string }
      default: return .string
      }
    }
    guard digitCount > 0 else { return .string }
    if colons > 0 { return points <= 1 && !exponent && isSexagesimal(body) ? .surprising(.sexagesimal) : .string }
    if points > 1 { return .string }
    if points == 1 || exponent { return .surprising(.float) }
    if body[0] == UInt8(ascii: "0"), body.count > 1 { return .surprising(.octal) }
    if body.contains(UInt8(ascii: "_")) || bytes[0] == UInt8(ascii: "+") { return .surprising(.signedInteger) }
    var value = 0
    for byte in body {
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      // Readers that keep numbers as doubles are exact up to 2⁵³ only.
      let digit = Int(byte - 0x30)
      guard !overflow, product <= 9_007_199_254_740_992 - digit else { return .surprising(.hugeInteger) }
      value = product + digit
    }
    return .integer(bytes[0] == UInt8(ascii: "-") ? -value : value)
  }

  private static func isSpecialFloat(_ body: UnsafeBufferPointer<UInt8>) -> Bool {
    guard body.count == 4, body[0] == UInt8(ascii: ".") else { return false }
    let (a, b, c) = (body[1] | 0x20, body[2] | 0x20, body[3] | 0x20)
    return (a == 0x69 && b == 0x6E && c == 0x66) || (a == 0x6E && b == 0x61 && c == 0x6E)
  }

  /// `0x1F`, `0b11`, `0o17`, where all that follows fits.
  private static func prefixedKind(_ body: UnsafeBufferPointer<UInt8>) -> ScalarKind? {
    let digits = body.dropFirst(2)
    guard !digits.isEmpty else { return nil }
    switch body[1] | 0x20 {
    case UInt8(ascii: "x"):
      let fits = digits.allSatisfy {
        $0.isHexadecimal || $0 == 0x5F
      }
      return fits ? .surprising(.hexadecimal) : nil
    case UInt8(ascii: "b"):
      return digits.allSatisfy { $0 == 0x30 || $0 == 0x31 || $0 == 0x5F } ? .surprising(.binary) : nil
    case UInt8(ascii: "o"):
      return digits.allSatisfy { $0 >= 0x30 && $0 <= 0x37 } ? .surprising(.octal) : nil
    default: return nil
    }
  }

  /// `12:30:00`, each group after the first below 60, as YAML 1.1 counts.
  private static func isSexagesimal(_ body: UnsafeBufferPointer<UInt8>) -> Bool {
    var group = 0
    var length = 0
    var isFirst = true
    var inFraction = false
    for byte in body {
      if inFraction { continue }
      if byte == UInt8(ascii: ":") || byte == UInt8(ascii: ".") {
        guard length > 0, isFirst || (group < 60 && length <= 2) else { return false }
        (group, length, isFirst) = (0, 0, false)
        inFraction = byte == UInt8(ascii: ".")
      } else if byte != UInt8(ascii: "_") {
        group = min(group * 10 + Int(byte - 0x30), 1_000_000)
        length += 1
      }
    }
    return inFraction || (length > 0 && length <= 2 && group < 60)
  }
}
