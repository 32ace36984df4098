/// A string that knows where in the policy it was written.
///
/// Values carry their spans, so that rules and targets can point at the policy's line without a second look-up.
package struct Text: Sendable, Equatable {
  package var value: String
  package var span: Span

  package init(_ value: String, at span: Span) {
    self.value = value
    self.span = span
  }
}
