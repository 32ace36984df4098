/// A change of the text that fixes a finding and leaves nothing to decide, because the text has no other
/// interpretation.
package struct Fix: Sendable, Equatable {
  /// What is replaced.
  package let span: Span
  /// What is written in its place, in one line.
  package let replacement: String

  package init(at span: Span, write replacement: String) {
    self.span = span
    self.replacement = replacement
  }

  /// What it does, as an imperative.
  package var title: String { "write `\(replacement)`" }
}

extension SourceFile {
  /// The bytes with fixes applied. The fixes must be in order and not overlap; all other bytes stay as they are.
  package func applying(_ fixes: [Fix]) -> [UInt8] {
    var result: [UInt8] = []
    var position = 0
    for fix in fixes {
      result += bytes[position..<Int(fix.span.start)]
      result += fix.replacement.utf8
      position = Int(fix.span.end)
    }
    return result + bytes[position...]
  }
}

extension DiagnosticRenderer {
  /// Writes findings that were fixed, one a line.
  ///
  ///     policy.yaml:3:1: fixed: unknown key `metdata`: write `metadata` [unknown-key]
  package func render(fixed diagnostics: [Diagnostic]) -> String {
    var text = ""
    for diagnostic in diagnostics {
      guard let fix = diagnostic.fix else { continue }
      let position = position(of: diagnostic.span)
      let path = file(of: diagnostic.span).map { TerminalText.safe($0.path) } ?? "-"
      let words = TerminalText.safe("\(diagnostic.message.text): \(fix.title)")
      text += "\(path):\(position.line):\(position.column): fixed: \(words) [\(diagnostic.code)]\n"
    }
    return text
  }
}
