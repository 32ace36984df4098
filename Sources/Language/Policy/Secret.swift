package import Diagnostics
internal import YAMLSyntax

/// A secret by name and meaning. Its value lives on the platform and never in a policy.
package final class Secret: Record {
  package let id: Text
  package let escrow: Escrow?

  package static let name: StaticString = "Secret"
  package static let doc: StaticString = "A secret by name and meaning; a value is never written in a policy."

  package static func read(_ form: inout Form, at node: Int) -> Secret? {
    guard let value = form.valueOfSecret(at: node) else { return form.record(Secret.self, at: node) }
    form.reportSecret(
      .init(
        "a secret is declared by name, and no value of it may stand here",
        help: "write `{}`; if this is the value, replace it where it came from"), at: value)
    return nil
  }

  package init(_ form: inout Form) {
    id = form.name
    escrow = form.optional(
      "escrow", absent: "none is", doc: "Where a second copy of the secret is kept, for a restore after the worst.")
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
      "checked", absent: "nobody looked", doc: "The day on which somebody last saw that it is there and right.")
    every = form.optional("every", absent: "never", doc: "How often that has to be looked at.")
  }
}

extension Form {
  /// The node of what may be a secret's value where a secret is declared.
  fileprivate func valueOfSecret(at node: Int) -> Int? {
    if isScalar(at: node) { return tree.isNull(node) ? nil : node }
    guard isMapping(at: node) else { return nil }
    for key: StaticString in ["value", "data", "stringData", "password", "literal"] {
      if let index = tree.index(of: key, in: node) { return tree.resolved(Int(tree[index].next)) }
    }
    return nil
  }
}
