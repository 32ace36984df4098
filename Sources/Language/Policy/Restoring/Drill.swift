package import Diagnostics

/// A scheduled restore that proves that the copies can be restored.
package final class Drill: Record {
  package let id: Text
  package let backups: [Name]
  package let cadence: ClockCadence
  package let assertions: [Assertion]

  package static let name: StaticString = "Drill"
  package static let doc: StaticString = "A scheduled restore that proves that the copies can be restored."

  package init(_ form: inout Form) {
    id = form.name
    backups = form.requiredList("backups", doc: "The backups whose newest copies are restored.")
    cadence = form.required("cadence", doc: "When.")
    assertions = form.list("assertions", doc: "What must be true of what was restored.")
  }
}
