internal import ASCII

/// The spelling of words in values that systemd splits at blanks (systemd.syntax(7), "QUOTING").
enum UnitWord {
  /// How control characters are written: keys that split their value without C escapes can't contain them.
  enum Controls {
    case escaped
    case refused
  }

  /// `word` bare where that is one word to systemd, else in double quotes.
  static func quoted(_ word: String, controls: Controls, at place: String) throws(UnsayableValue) -> String {
    if !word.isEmpty, word.utf8.allSatisfy(isBare) { return word }
    if let reason = fault(of: word, controls) { throw UnsayableValue(place: place, value: word, reason: reason) }
    var quoted = ByteText()
    quoted += "\""
    quoted.append(word, suspects: suspects) { scalar in
      switch scalar {
      case "\"": "\\\""
      case "\\": "\\\\"
      default: (scalar.value < 0x10 ? "\\x0" : "\\x") + String(scalar.value, radix: 16)
      }
    }
    quoted += "\""
    return quoted.string
  }

  private static let suspects = ByteSet("\"\\", controls: true)

  /// Why a word can't be said at all.
  private static func fault(of word: String, _ controls: Controls) -> UnsayableValue.Reason? {
    guard holdsUnusual(word) else { return nil }
    for scalar in word.unicodeScalars {
      switch scalar.value {
      case 0: return .nul
      case 0x0A where controls == .refused, 0x0D where controls == .refused: return .lineBreak
      case 0..<0x20 where controls == .refused, 0x7F where controls == .refused: return .controlCharacter
      case 0x80...: if isNoncharacter(scalar) { return .noncharacter }
      default: continue
      }
    }
    return nil
  }

  /// Whether systemd takes a line of that text for broken UTF-8 (`unichar_is_valid`), and ignores it.
  static func holdsNoncharacter(_ text: String) -> Bool {
    holdsUnusual(text) && text.unicodeScalars.contains(where: isNoncharacter)
  }

  private static func isNoncharacter(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isNoncharacterCodePoint }

  private static func isBare(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: ":"), UInt8(ascii: "@"): true
    case UInt8(ascii: "+"), UInt8(ascii: "="), UInt8(ascii: ","), UInt8(ascii: "%"), UInt8(ascii: "$"): true
    default: byte.isOfIdentifier
    }
  }
}

/// The spelling of command lines (systemd.service(5), "COMMAND LINES").
enum UnitCommand {
  static func spelled(
    _ words: [UnitValue.CommandWord], prefixes: [UnitValue.ExecPrefix], at place: String
  ) throws(UnsayableValue) -> String {
    guard case .text(let program) = words.first else {
      throw UnsayableValue(place: place, value: "", reason: .notAnExecutable)
    }
    guard isExecutable(program) else {
      throw UnsayableValue(place: place, value: program, reason: .notAnExecutable)
    }
    var line = ""
    for prefix in prefixes { line += prefix.rawValue }
    line += try UnitWord.quoted(specifiersEscaped(program), controls: .refused, at: place)
    for word in words.dropFirst() {
      line += " "
      let written =
        switch word {
        case .text(let text): doubling("$", in: specifiersEscaped(text))
        case .expanded(let text): text
        }
      line += try UnitWord.quoted(written, controls: .escaped, at: place)
    }
    return line
  }

  // What systemd itself refuses (`string_is_safe` and a final slash), and `$`, which stays as it is in the path it runs
  // but is expanded in the `argv[0]` that the program sees. No quotes keep a prefix character from being taken for one,
  // so a name without a path begins with a letter, a digit or `_`.
  private static func isExecutable(_ program: String) -> Bool {
    guard let first = program.utf8.first, program.utf8.last != UInt8(ascii: "/") else { return false }
    if first != UInt8(ascii: "/") {
      guard first.isOfIdentifier else { return false }
      if program.utf8.contains(UInt8(ascii: "/")) { return false }
    }
    return program.unicodeScalars.allSatisfy {
      $0.value >= 0x20 && $0.value != 0x7F && $0 != "\"" && $0 != "'" && $0 != "\\" && $0 != "$"
    }
  }
}

/// `text` with every `%` doubled, so that systemd expands nothing in it.
func specifiersEscaped(_ text: String) -> String { doubling("%", in: text) }

private func doubling(_ character: String, in text: String) -> String {
  guard let byte = character.utf8.first, text.utf8.contains(byte) else { return text }
  var doubled = ByteText()
  doubled.append(text, suspects: ByteSet(character), replacing: { _ in character + character })
  return doubled.string
}
