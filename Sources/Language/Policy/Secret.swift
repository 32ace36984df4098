package import Diagnostics

/// A secret by name and meaning. Its value lives on the platform and never in a policy.
package final class Secret: Record {
  package let id: Text
  package let escrow: Escrow?

  package static let name: StaticString = "Secret"
  package static let doc: StaticString = "A secret by name and meaning; a value is never written in a policy."

  package init(_ form: inout Form) {
    id = form.name
    escrow = form.optional("escrow", doc: "Where a second copy of the secret is kept, for a restore after the worst.")
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
    checked = form.optional("checked", doc: "The day on which somebody last saw that it is there and right.")
    every = form.optional("every", doc: "How often that has to be looked at.")
  }
}
