package import Diagnostics
internal import YAMLSyntax

/// A secret by name and meaning. Its value is on the platform, never in a policy.
package final class Secret: Record {
  package let id: Text
  package let escrow: Escrow?

  package static let name: StaticString = "Secret"
  package static let doc: StaticString = "A secret by name and meaning; a policy never contains its value."

  package static func read(_ form: inout Form, at node: Int) -> Secret? {
    guard let value = form.valueOfSecret(at: node) else { return form.record(Secret.self, at: node) }
    form.reportSecret(
      .init(
        "a secret is declared by name only, and its value must not be written here",
        help: "write `{}`; if this is the secret's value, rotate it"), at: value)
    return nil
  }

  package init(_ form: inout Form) {
    id = form.name
    escrow = form.optional(
      "escrow", absent: "none", doc: "Where a second copy of the secret is kept, for a restore after the worst.")
  }
}

/// Where a second copy of a secret is kept.
package final class Escrow: Record {
  package let location: Prose
  package let checked: CalendarDate?
  package let every: Duration?

  package static let name: StaticString = "Escrow"
  package static let doc: StaticString = "Where a second copy of a secret is kept."

  package init(_ form: inout Form) {
    location = form.required("where", doc: "Where it is, in words.")
    checked = form.optional(
      "checked", absent: "never", doc: "The day on which somebody last checked that it is there and correct.")
    every = form.optional("every", absent: "never", doc: "How often it must be checked.")
  }
}

extension Form {
  /// The node that may be a secret's value where a secret is declared.
  fileprivate func valueOfSecret(at node: Int) -> Int? {
    if isScalar(at: node) { return tree.isNull(node) ? nil : node }
    guard isMapping(at: node) else { return nil }
    for key: StaticString in ["value", "data", "stringData", "password", "literal"] {
      if let index = tree.index(of: key, in: node) { return tree.resolved(Int(tree[index].next)) }
    }
    return nil
  }
}
