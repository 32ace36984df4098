/// Directives that tell shellcheck that a text is intended.
enum ShellCheckDirective {
  /// The comment above a command with `texts` as literal words, or nothing if shellcheck accepts them.
  ///
  /// It asks about text in single quotes that looks like something to expand; a directive names those questions and no other.
  static func lines(for texts: [String]) -> [String] {
    let texts = texts.filter { !ShellWord.isBare($0) }
    if texts.isEmpty { return [] }
    var codes: [String] = []
    if texts.contains(where: endsQuoteAfterBackslash) { codes.append("SC1003") }
    if texts.contains(where: hasTypographicQuote) { codes.append("SC1112") }
    if texts.contains(where: looksExpandable) { codes.append("SC2016") }
    if texts.contains(where: { $0.utf8.first == UInt8(ascii: "~") }) { codes.append("SC2088") }
    return codes.isEmpty ? [] : ["# shellcheck disable=\(codes.joined(separator: ","))"]
  }

  /// `comment` with a second `#` before a line that shellcheck would take for a directive, and refuse the script.
  static func neutralized(_ comment: [String]) -> [String] {
    comment.map { line in
      let text = line.utf8.dropFirst().drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
      return text.starts(with: "shellcheck".utf8) ? "#" + line : line
    }
  }

  private static func endsQuoteAfterBackslash(_ text: String) -> Bool {
    var previous: UInt8 = 0
    for byte in text.utf8 {
      if previous == UInt8(ascii: "\\"), byte == UInt8(ascii: "'") { return true }
      previous = byte
    }
    return previous == UInt8(ascii: "\\")
  }

  private static func hasTypographicQuote(_ text: String) -> Bool {
    text.unicodeScalars.contains { (0x2018...0x201F).contains($0.value) }
  }

  private static func looksExpandable(_ text: String) -> Bool {
    text.utf8.contains(UInt8(ascii: "$")) || text.utf8.contains(UInt8(ascii: "`"))
  }
}
