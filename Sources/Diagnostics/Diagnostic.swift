/// One finding: what is wrong, where, and the way out.
package final class Diagnostic: Sendable, Equatable {
  /// What a finding says, and the way out of it where the finding itself doesn't say that.
  package struct Message: Sendable, Equatable {
    /// Lower-case, without a full stop at the end; names in backticks.
    package var text: String
    /// One sentence that tells what to do.
    package var help: String?

    package init(_ text: String, help: String? = nil) {
      self.text = Self.cut(text)
      self.help = help.map(Self.cut)
    }

    /// Characters of a text; what is longer holds a value of the user's that is.
    private static let longest = 1000

    private static func cut(_ text: String) -> String {
      guard text.utf8.count > longest else { return text }
      let shown = text.unicodeScalars.prefix(longest)
      return shown.endIndex == text.endIndex ? text : String(shown) + "…"
    }
  }

  /// A second place that the finding rests on.
  package struct Note: Sendable, Equatable {
    package var text: String
    package var span: Span

    package init(_ text: String, at span: Span) {
      self.text = text
      self.span = span
    }
  }

  package let severity: Severity
  /// The rule's name, kebab-cased.
  package let code: String
  package let message: Message
  package let span: Span
  package let notes: [Note]
  /// The change that takes the finding away, where there is only one and it decides nothing.
  package let fix: Fix?

  /// Whether the line that the finding points at holds a secret, which must not be printed once more.
  package var isConfidential: Bool { self.is(.literalSecret) }

  package init(
    _ severity: Severity, _ code: String, _ message: Message, at span: Span, notes: [Note] = [], fix: Fix? = nil
  ) {
    self.severity = severity
    self.code = code
    self.message = message
    self.span = span
    self.notes = notes
    self.fix = fix
  }

  /// A finding that no rule makes, and weighs what it always does.
  package convenience init(_ fault: Fault, _ message: Message, at span: Span, notes: [Note] = [], fix: Fix? = nil) {
    let explanation = fault.explanation
    self.init(explanation.severity, "\(explanation.code)", message, at: span, notes: notes, fix: fix)
  }

  /// Whether a finding that no rule makes is this one.
  package func `is`(_ fault: Fault) -> Bool { code == "\(fault.explanation.code)" }

  /// Whether both say the same at the same place. What an alias repeats is read several times and reported once, even if
  /// not every reading would take the fix.
  package static func == (a: Diagnostic, b: Diagnostic) -> Bool {
    a.severity == b.severity && a.code == b.code && a.message == b.message && a.span == b.span && a.notes == b.notes
  }
}
