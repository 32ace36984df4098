package import Diagnostics
internal import YAMLSyntax

/// The name of a secret. People may paste the secret itself instead, so anything that isn't a name is never printed.
package final class SecretName: Readable {
  package let text: Text

  private init(text: Text) { self.text = text }

  package static func read(_ form: inout Form, at node: Int) -> SecretName? {
    guard form.isScalar(node, expected: "the name of a secret") else { return nil }
    let bytes = form.tree.bytes(of: node)
    if form.tree.scalarKind(of: node) == .string, Name.accepts(bytes) {
      return SecretName(text: Text(form.tree.string(node), at: form.tree.span(node)))
    }
    // The declaration already has the finding.
    if !form.misnamed.isEmpty, form.misnamed.contains(form.tree.string(node)) { return nil }
    if form.tree.isNull(node) || bytes.isEmpty {
      form.reportWrongKind(node, expected: "the name of a secret")
    } else {
      form.reportSecret(
        .init(
          SecretText.kind(of: bytes).map { "\($0) is written in the policy" }
            ?? "expected the name of a secret, found text that can't be one",
          help: "declare a name under `secrets` and write that name; if this is the secret's value, rotate it"),
        at: node)
    }
    return nil
  }

  package static var schema: Schema { Name.schema }
  package static var standIn: SecretName { SecretName(text: .standIn) }
}

extension Form {
  /// Reports a text that is, or may be, a secret's value; neither it nor its line is shown.
  @inline(never)
  mutating func reportSecret(_ message: Diagnostic.Message, at node: Int) {
    // `fault` would print its characters.
    diagnostics.report(.literalSecret, message, at: headline(of: node))
  }
}
