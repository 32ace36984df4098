/// One finding: what is wrong, where, and how to fix it.
package final class Diagnostic: Sendable, Equatable {
  /// The text of a finding, and how to fix it unless the text itself says so.
  package struct Message: Sendable, Equatable {
    /// A phrase in lower case without a full stop; names are in backticks.
    package var text: String
    /// What to do, as a phrase in the same form.
    package var help: String?

    package init(_ text: String, help: String? = nil) {
      self.text = Self.cut(text)
      self.help = help.map(Self.cut)
    }

    /// The longest text that is shown, in characters. Only a text with a long value from the policy can exceed it.
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
  /// The change that fixes the finding, if there is only one and it leaves nothing to decide.
  package let fix: Fix?

  /// Whether the line that the finding points at contains a secret, which must not be printed again.
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

  /// A finding from outside the rules, with the severity of its fault.
  package convenience init(_ fault: Fault, _ message: Message, at span: Span, notes: [Note] = [], fix: Fix? = nil) {
    let explanation = fault.explanation
    self.init(explanation.severity, "\(explanation.code)", message, at: span, notes: notes, fix: fix)
  }

  /// Whether the finding is of this fault.
  package func `is`(_ fault: Fault) -> Bool { code == "\(fault.explanation.code)" }

  /// Whether both report the same at the same place. A value that an alias repeats is read several times but reported
  /// once, even if the fix isn't valid everywhere.
  package static func == (a: Diagnostic, b: Diagnostic) -> Bool {
    a.severity == b.severity && a.code == b.code && a.message == b.message && a.span == b.span && a.notes == b.notes
  }
}
