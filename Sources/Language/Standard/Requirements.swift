package import Diagnostics

/// What a standard requires of a policy. Absent or `false` keys require nothing.
package final class Requirements: Record {
  package let rpo: RecoveryPoint?
  package let cadence: Duration?
  package let retention: Duration?
  package let offHost: Flag?
  package let encryption: Flag?
  package let verify: RequiredVerification?
  package let drill: Duration?
  package let alerts: Flag?
  package let fileMaterial: Flag?

  package static let name: StaticString = "Requirements"
  package static let doc: StaticString = "What a policy must promise."
  package static let minimumKeys = 1

  package init(_ form: inout Form) {
    rpo = form.optional(
      "rpo", absent: Self.absence, doc: "The most that may be lost, as a time, whatever the policy's own objective.")
    cadence = form.optional(
      "cadence", absent: Self.absence,
      doc: "The longest time between the starts of two runs; a time in days allows for a day of 25 hours.")
    retention = form.optional("retention", absent: Self.absence, doc: "How many days back every day can be restored.")
    offHost = form.optional(
      "offHost", absent: Self.absence, doc: "Whether a copy of everything must be outside the source's failure domain.")
    encryption = form.optional("encryption", absent: Self.absence, doc: "Whether every copy must be encrypted.")
    verify = form.optional(
      "verify", absent: Self.absence, doc: "The least check that copies must pass before they count.")
    drill = form.optional(
      "drill", absent: Self.absence, doc: "The longest time between two drills, for everything that is captured.")
    alerts = form.optional("alerts", absent: Self.absence, doc: "Whether somebody must be alerted when a backup stops.")
    fileMaterial = form.optional(
      "fileMaterial", absent: Self.absence, doc: "Whether files must be captured when they change.")
  }

  private static var absence: StaticString { "not demanded" }

  /// Requirements that are built into the program.
  init(cadence: Duration, retention: Duration, offHost: Flag, drill: Duration, fileMaterial: Flag) {
    self.cadence = cadence
    self.retention = retention
    self.offHost = offHost
    self.drill = drill
    self.fileMaterial = fileMaterial
    rpo = nil
    encryption = nil
    verify = nil
    alerts = nil
  }
}

/// A check of copies that a standard requires, and where.
package struct RequiredVerification: Readable {
  package var verify: Verify
  package var span: Span

  package static func read(_ form: inout Form, at node: Int) -> RequiredVerification? {
    Verify.read(&form, at: node).map { RequiredVerification(verify: $0, span: form.span(of: node)) }
  }

  package static var schema: Schema { Verify.schema }
  package static var standIn: RequiredVerification { RequiredVerification(verify: .standIn, span: .none) }
}
