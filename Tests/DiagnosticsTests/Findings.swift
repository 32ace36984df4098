import Diagnostics

/// Findings of rules that there needn't be.
extension Diagnostics {
  mutating func error(_ code: String, _ message: Diagnostic.Message, at span: Span, fix: Fix? = nil) {
    report(Diagnostic(.error, code, message, at: span, fix: fix))
  }

  mutating func warning(_ code: String, _ message: Diagnostic.Message, at span: Span) {
    report(Diagnostic(.warning, code, message, at: span))
  }

  mutating func advice(_ code: String, _ message: Diagnostic.Message, at span: Span) {
    report(Diagnostic(.advice, code, message, at: span))
  }
}
