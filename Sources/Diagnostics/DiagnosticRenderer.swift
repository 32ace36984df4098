/// Writes findings in GNU style, each with its source line and the exact span underlined.
///
///     policy.yaml:14:11: warning: full backups are kept 7 days [retention-shorter-than-window]
///        |
///     14 |     full: 7d
///        |           ^~
///        = help: keep them 14 days
package struct DiagnosticRenderer {
  /// The files that the spans' indexes refer to.
  package let files: [SourceFile]
  package let usesColour: Bool

  package init(files: [SourceFile], usesColour: Bool = false) {
    self.files = files
    self.usesColour = usesColour
  }

  /// The text in UTF-8, which is all that a terminal needs.
  package func bytes(of diagnostics: [Diagnostic]) -> [UInt8] {
    var output = Output()
    // A list of a type that exists anyway, and usually empty: the runtime would create the type of a list of spans at
    // each start.
    let secret = diagnostics.filter { $0.isConfidential }
    for diagnostic in diagnostics { render(diagnostic, hiding: secret, into: &output) }
    return output.bytes
  }

  private func render(_ diagnostic: Diagnostic, hiding secret: [Diagnostic], into output: inout Output) {
    let (colour, bold, plain) = colours(for: diagnostic.severity)
    let position = self.position(of: diagnostic.span)
    putPlace(of: diagnostic.span, position, bold, into: &output)
    output.put(colour, diagnostic.severity.word, ":", plain, " ", bold)
    output.put(TerminalText.safe(diagnostic.message.text), plain, " [", diagnostic.code, "]\n")
    let isShown = !isBeside(secret, diagnostic.span, position)
    let margin = isShown ? putExcerpt(diagnostic.span, position, colour, plain, into: &output) : 2
    if let help = diagnostic.message.help {
      output.put(" ", times: margin)
      output.put(" = help: ", TerminalText.safe(help), "\n")
    }
    for note in diagnostic.notes {
      let position = self.position(of: note.span)
      putPlace(of: note.span, position, bold, into: &output)
      output.put("note:", plain, " ", TerminalText.safe(note.text), "\n")
      if isBeside(secret, note.span, position) { continue }
      _ = putExcerpt(note.span, position, usesColour ? "\u{1B}[36m" : "", plain, into: &output)
    }
  }

  /// Whether the line that would be shown for a span contains part of a secret.
  private func isBeside(_ secret: [Diagnostic], _ span: Span, _ position: Position) -> Bool {
    for other in secret where other.span.file == span.file {
      guard let file = file(of: span) else { continue }
      let last = max(Int(other.span.start), Int(other.span.end) - 1)
      if position.line >= self.position(of: other.span).line, position.line <= file.position(of: last).line {
        return true
      }
    }
    return false
  }

  private func colours(for severity: Severity) -> (colour: String, bold: String, plain: String) {
    guard usesColour else { return ("", "", "") }
    let colour =
      switch severity {
      case .error: "\u{1B}[31m"
      case .warning: "\u{1B}[33m"
      case .advice: "\u{1B}[34m"
      }
    return (colour, "\u{1B}[1m", "\u{1B}[0m")
  }

  func file(of span: Span) -> SourceFile? {
    Int(span.file) < files.count ? files[Int(span.file)] : nil
  }

  func position(of span: Span) -> Position {
    file(of: span)?.position(of: Int(span.start)) ?? Position(line: 1, column: 1)
  }

  /// Writes `path:line:column: `.
  private func putPlace(of span: Span, _ position: Position, _ bold: String, into output: inout Output) {
    let path = file(of: span).map { TerminalText.safe($0.path) } ?? "-"
    output.put(bold, path, ":", String(position.line), ":", String(position.column), ": ")
  }

  /// Writes the line that a span starts in and marks below it; returns the width of the margin for what follows.
  private func putExcerpt(
    _ span: Span, _ position: Position, _ colour: String, _ plain: String, into output: inout Output
  ) -> Int {
    guard let file = file(of: span), !file.bytes.isEmpty else { return 2 }
    let number = String(position.line)
    let margin = number.utf8.count
    let excerpt = Excerpt(of: span, in: file)
    output.put(" ", times: margin)
    output.put(" |\n", number, " | ")
    output.put(excerpt.line)
    output.put("\n")
    output.put(" ", times: margin)
    output.put(" | ")
    output.put(excerpt.indent)
    output.put(colour, "^")
    output.put("~", times: excerpt.width - 1)
    output.put(plain, "\n")
    return margin
  }

  /// The text so far. Bytes, because growing or releasing a long `String` costs more than everything else about a
  /// finding.
  private struct Output {
    private(set) var bytes: [UInt8] = []

    mutating func put(_ texts: String...) {
      for text in texts { bytes.append(contentsOf: text.utf8) }
    }

    mutating func put(_ text: [UInt8]) { bytes.append(contentsOf: text) }

    mutating func put(_ character: Unicode.Scalar, times: Int) {
      bytes.append(contentsOf: repeatElement(UInt8(ascii: character), count: times))
    }
  }
}
