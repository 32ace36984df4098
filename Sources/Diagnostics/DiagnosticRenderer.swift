/// Writes findings in GNU style, each with its source line and the exact span underlined.
///
///     policy.yaml:14:11: warning: full backups are kept 7 days [retention-shorter-than-window]
///        |
///     14 |     full: 7d
///        |           ^~
///        = help: keep them 14 days
package struct DiagnosticRenderer {
  /// The files that the spans' numbers mean.
  package let files: [SourceFile]
  package let usesColour: Bool

  package init(files: [SourceFile], usesColour: Bool = false) {
    self.files = files
    self.usesColour = usesColour
  }

  package func render(_ diagnostics: [Diagnostic]) -> String {
    var output = ""
    for diagnostic in diagnostics { render(diagnostic, into: &output) }
    return output
  }

  private func render(_ diagnostic: Diagnostic, into output: inout String) {
    let (colour, bold, plain) = colours(for: diagnostic.severity)
    let position = self.position(of: diagnostic.span)
    output += "\(bold)\(place(of: diagnostic.span, position)): \(colour)\(diagnostic.severity.word):\(plain) "
    output += "\(bold)\(TerminalText.safe(diagnostic.message.text))\(plain) [\(diagnostic.code)]\n"
    let margin = renderExcerpt(diagnostic.span, position, colour: colour, plain: plain, into: &output)
    if let help = diagnostic.message.help { output += "\(margin) = help: \(TerminalText.safe(help))\n" }
    for note in diagnostic.notes {
      let position = self.position(of: note.span)
      output += "\(bold)\(place(of: note.span, position)): note:\(plain) \(TerminalText.safe(note.text))\n"
      _ = renderExcerpt(note.span, position, colour: usesColour ? "\u{1B}[36m" : "", plain: plain, into: &output)
    }
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

  private func file(of span: Span) -> SourceFile? {
    Int(span.file) < files.count ? files[Int(span.file)] : nil
  }

  private func position(of span: Span) -> Position {
    file(of: span)?.position(of: Int(span.start)) ?? Position(line: 1, column: 1)
  }

  /// `path:line:column`.
  private func place(of span: Span, _ position: Position) -> String {
    let path = file(of: span).map { TerminalText.safe($0.path) } ?? "-"
    return "\(path):\(position.line):\(position.column)"
  }

  /// Writes the line that a span starts in and marks below it; returns the blank margin for what follows.
  private func renderExcerpt(
    _ span: Span, _ position: Position, colour: String, plain: String, into output: inout String
  ) -> String {
    guard let file = file(of: span), !file.bytes.isEmpty else { return "  " }
    let number = String(position.line)
    let margin = String(repeating: " ", count: number.utf8.count)
    let excerpt = Excerpt(of: span, in: file)
    output += "\(margin) |\n\(number) | \(excerpt.line)\n"
    output += "\(margin) | \(excerpt.indent)\(colour)^\(String(repeating: "~", count: excerpt.width - 1))\(plain)\n"
    return margin
  }
}
