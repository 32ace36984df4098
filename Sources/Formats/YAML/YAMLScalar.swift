/// The spelling of a string as a YAML scalar on one line.
enum YAMLScalar {
  /// `string` as it is where every reader takes that for the same string, else in quotes: double ones, or single ones where
  /// those save escapes. Between the braces of a mapping on one line a comma is quoted too.
  static func onOneLine(_ string: String, inFlow: Bool = false) -> String {
    if isDuration(string) || isPlain(string), !(inFlow && string.utf8.contains(UInt8(ascii: ","))) { return string }
    return isReadableInSingleQuotes(string) ? "'\(string)'" : doubleQuoted(string)
  }

  private static func isReadableInSingleQuotes(_ string: String) -> Bool {
    let scalars = string.unicodeScalars
    return scalars.contains { $0 == "\"" || $0 == "\\" } && !scalars.contains { $0 == "'" || needsEscape($0) }
  }

  // What begins with an ASCII letter is never a number, a date or an indicator, which leaves the words of YAML 1.1
  // (https://yaml.org/type/bool.html; `nan`, `inf` and `none` are here to be on the safe side). Kubernetes' reader is
  // the widest one known: it takes `y`, `0o17`, `1e3` and `+12` for something else than strings.
  private static func isPlain(_ string: String) -> Bool {
    let bytes = string.utf8
    guard let first = bytes.first, isLetterOrUnderscore(first) || first == UInt8(ascii: "/") else {
      return false
    }
    var previous = first
    for byte in bytes {
      guard isPlainByte(byte) else { return false }
      if byte == UInt8(ascii: " "), previous == UInt8(ascii: ":") { return false }
      previous = byte
    }
    guard previous != UInt8(ascii: " "), previous != UInt8(ascii: ":") else { return false }
    return bytes.count > 5 || !reservedWords.contains(string.lowercased())
  }

  // Such as `1d12h`: no number of any reader has one of these letters.
  private static func isDuration(_ string: String) -> Bool {
    guard let first = string.utf8.first, isDigit(first) else { return false }
    let units: [UInt8] = [UInt8(ascii: "d"), UInt8(ascii: "h"), UInt8(ascii: "m"), UInt8(ascii: "s")]
    return string.utf8.allSatisfy { isDigit($0) || units.contains($0) } && !string.utf8.allSatisfy { isDigit($0) }
  }

  private static let reservedWords: Set<String> = [
    "y", "n", "yes", "no", "on", "off", "true", "false", "null", "none", "nan", "inf",
  ]

  private static func isPlainByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "/"): true
    case UInt8(ascii: ":"), UInt8(ascii: "@"), UInt8(ascii: "+"), UInt8(ascii: "="), UInt8(ascii: ","): true
    case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: ";"): true
    default: isLetterOrUnderscore(byte) || isDigit(byte)
    }
  }

  private static func doubleQuoted(_ string: String) -> String {
    var quoted = "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\t": quoted += "\\t"
      case "\r": quoted += "\\r"
      case _ where needsEscape(scalar): quoted += escape(scalar)
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    quoted += "\""
    return quoted
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
