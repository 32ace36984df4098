/// What a byte of UTF-8 is in ASCII; no byte of another character is any of these.
extension UInt8 {
  @inlinable package var isDigit: Bool { self >= 0x30 && self <= 0x39 }

  @inlinable package var isLowercase: Bool { self >= 0x61 && self <= 0x7A }

  @inlinable package var isUppercase: Bool { self >= 0x41 && self <= 0x5A }

  @inlinable package var isLetter: Bool { (self | 0x20).isLowercase }

  @inlinable package var isLetterOrDigit: Bool { isLetter || isDigit }

  /// Whether it is a digit of hexadecimal numbers, in either case.
  @inlinable package var isHexadecimal: Bool { isDigit || (self | 0x20) >= 0x61 && (self | 0x20) <= 0x66 }

  /// Whether identifiers of C and shells may hold it: a letter, a digit or `_`.
  @inlinable package var isOfIdentifier: Bool { isLetterOrDigit || self == UInt8(ascii: "_") }
}
