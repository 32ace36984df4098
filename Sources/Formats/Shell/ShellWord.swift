internal import ASCII

/// One word of a command line for a POSIX shell.
package enum ShellWord: Sendable, Equatable {
  /// Text that the shell hands over as it is.
  case text(String)
  /// The value of a variable, as one word.
  case variable(String)
  /// All arguments of the script or function, each as one word.
  case arguments

  /// `text` as one word of any POSIX shell: bare where nothing in it means anything, also as the first word of a command,
  /// else in single quotes.
  ///
  /// Throws if there is a NUL, which no argument can contain.
  package static func quoted(_ text: String) throws(UnsayableValue) -> String {
    try quoted(text, at: "shell word")
  }

  /// `text` as one word, refused as of `place`.
  static func quoted(_ text: String, at place: String) throws(UnsayableValue) -> String {
    if isBare(text) { return text }
    if text.utf8.contains(0) { throw UnsayableValue(place: place, value: text, reason: .nul) }
    var quoted = ByteText()
    quoted += "'"
    quoted.append(text, suspects: quote, replacing: { _ in #"'\''"# })
    quoted += "'"
    return quoted.string
  }

  private static let quote = ByteSet("'")

  /// The word as written in a script.
  func spelled(at place: String) throws(UnsayableValue) -> String {
    switch self {
    case .text(let text): return try ShellWord.quoted(text, at: place)
    case .arguments: return #""$@""#
    case .variable(let name):
      guard isVariableName(name) else { throw UnsayableValue(place: place, value: name, reason: .notAName) }
      return "\"$\(name)\""
    }
  }

  /// Whether `text` has no characters that are special to a shell.
  static func isBare(_ text: String) -> Bool {
    // `=word` would be a doubtful `name==word` in an assignment, and is a search for a program in zsh.
    guard let first = text.utf8.first, first != UInt8(ascii: "=") else { return false }
    var hasSign = false
    var isLetters = true
    let isSafe = withUTF8(of: text) { bytes in
      for byte in bytes {
        if !bareBytes.contains(byte) { return false }
        if !byte.isLetter { isLetters = false }
        if byte == UInt8(ascii: "=") { hasSign = true }
      }
      return true
    }
    guard isSafe else { return false }
    if isLetters { return text.utf8.count > longestReservedWord || !reservedWords.contains(text) }
    // `name=` and, in bash, `name+=` in front of a command are assignments.
    guard hasSign, let sign = text.utf8.firstIndex(of: UInt8(ascii: "=")) else { return true }
    var name = text[..<sign]
    if name.utf8.last == UInt8(ascii: "+") { name.unicodeScalars.removeLast() }
    return !isVariableName(String(name))
  }

  private static let bareBytes = ByteSet(ByteSet.lettersAndDigits + "_@%+=:,./-")

  // POSIX 2.4 "Reserved Words" with those it leaves to implementations.
  private static let reservedWords: Set<String> = [
    "case", "coproc", "do", "done", "elif", "else", "esac", "fi", "for", "function", "if", "in", "namespace", "select",
    "then", "time", "until", "while",
  ]
  private static let longestReservedWord = 9
}

extension ShellWord: ExpressibleByStringInterpolation {
  /// Text that the shell hands over as it is.
  package init(stringLiteral value: String) { self = .text(value) }
}
