package import Diagnostics

/// Where one rule's findings go.
package struct Report {
  var diagnostics = Diagnostics()
  let explain: () -> Explanation
  /// The severity of the findings, where the rule doesn't decide it.
  private let severity: Severity?

  init(severity: Severity? = nil, explain: @escaping () -> Explanation) {
    self.severity = severity
    self.explain = explain
  }

  /// Reports the rule's fault at a place.
  package mutating func fault(_ message: Diagnostic.Message, at span: Span, notes: [Diagnostic.Note] = []) {
    let explanation = explain()
    diagnostics.report(
      Diagnostic(severity ?? explanation.severity, "\(explanation.name)", message, at: span, notes: notes))
  }
}
