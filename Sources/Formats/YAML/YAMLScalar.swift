internal import ASCII

/// The spelling of a string as a YAML scalar on one line.
enum YAMLScalar {
  /// Appends `string` as it is where every reader takes that for the same string, else in quotes: double ones, or single ones
  /// where those save escapes. Between the braces of a mapping on one line a comma is quoted too.
  static func append(_ string: String, to text: inout ByteText, inFlow: Bool = false) {
    let (isPlain, isSingle) = withUTF8(of: string) { bytes in
      let isPlain =
        (Self.isPlain(bytes) || isDuration(bytes)) && !(inFlow && bytes.index(of: UInt8(ascii: ","), from: 0) != nil)
      return (isPlain, !isPlain && isReadableInSingleQuotes(bytes))
    }
    if isPlain || isSingle {
      if isSingle { text += "'" }
      text += string
      if isSingle { text += "'" }
    } else {
      appendQuoted(string, to: &text)
    }
  }

  private static func isReadableInSingleQuotes(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard
      bytes.index(of: UInt8(ascii: "\""), from: 0) != nil || bytes.index(of: UInt8(ascii: "\\"), from: 0) != nil,
      bytes.index(of: UInt8(ascii: "'"), from: 0) == nil
    else { return false }
    var index = 0
    while index < bytes.count {
      let (scalar, next) = bytes.scalar(at: index)
      if needsEscape(scalar) { return false }
      index = next
    }
    return true
  }

  // Such as `1d12h`: no number of any reader has one of these letters.
  private static func isDuration(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = bytes.first, first.isDigit else { return false }
    var hasUnit = false
    for byte in bytes where !byte.isDigit {
      switch byte {
      case UInt8(ascii: "d"), UInt8(ascii: "h"), UInt8(ascii: "m"), UInt8(ascii: "s"): hasUnit = true
      default: return false
      }
    }
    return hasUnit
  }

  // What begins with an ASCII letter is never a number, a date or an indicator, which leaves the words of YAML 1.1
  // (https://yaml.org/type/bool.html; `nan`, `inf` and `none` are here to be on the safe side). Kubernetes' reader is
  // the widest one known: it takes `y`, `0o17`, `1e3` and `+12` for something else than strings.
  private static func isPlain(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = bytes.first, first.isLetter || first == UInt8(ascii: "_") || first == UInt8(ascii: "/") else {
      return false
    }
    var previous = first
    for byte in bytes {
      guard plainBytes.contains(byte) else { return false }
      if byte == UInt8(ascii: " "), previous == UInt8(ascii: ":") { return false }
      previous = byte
    }
    guard previous != UInt8(ascii: " "), previous != UInt8(ascii: ":") else { return false }
    return bytes.count > 5 || !reservedWords.contains(packed(bytes))
  }

  private static let reservedWords: [UInt64] = [
    "y", "n", "yes", "no", "on", "off", "true", "false", "null", "none", "nan", "inf",
  ].map { withUTF8(of: $0, packed) }

  /// A word of at most eight letters as a number, whatever their case.
  private static func packed(_ word: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var packed: UInt64 = 0
    for byte in word { packed = packed << 8 | UInt64(byte | 0x20) }
    return packed
  }

  private static let plainBytes = ByteSet(ByteSet.lettersAndDigits + "_ -./:@+=,();")

  private static let suspects = ByteSet("\"\\", controls: true, others: true)

  private static func appendQuoted(_ string: String, to text: inout ByteText) {
    text += "\""
    text.append(string, suspects: suspects) { scalar in
      switch scalar {
      case "\"": "\\\""
      case "\\": "\\\\"
      case "\n": "\\n"
      case "\t": "\\t"
      case "\r": "\\r"
      default: needsEscape(scalar) ? escape(scalar) : nil
      }
    }
    text += "\""
  }

  /// Whether `scalar` is a control, a line break to some reader, or invisible, so that it must not stand in a file as it is.
  static func needsEscape(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x7F { return scalar.value < 0x20 }
    return switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: true
    // Not among the printable characters of YAML (5.1).
    default: scalar.value == 0xFFFE || scalar.value == 0xFFFF
    }
  }

  private static func escape(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    let (letter, width) = scalar.value <= 0xFF ? ("x", 2) : scalar.value <= 0xFFFF ? ("u", 4) : ("U", 8)
    return "\\" + letter + String(repeating: "0", count: width - digits.utf8.count) + digits
  }
}
