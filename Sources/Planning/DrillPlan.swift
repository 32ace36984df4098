package import Diagnostics

/// A scheduled restore that proves that copies can be restored.
package final class DrillPlan: Sendable {
  /// The drill's name in the policy.
  package let name: Text
  /// The backups whose newest copies are restored, by their names in the policy.
  package let backups: [Text]
  package let schedule: Schedule
  package let assertions: [DrillAssertion]

  package init(name: Text, backups: [Text], schedule: Schedule, assertions: [DrillAssertion]) {
    self.name = name
    self.backups = backups
    self.schedule = schedule
    self.assertions = assertions
  }
}

/// Something that must be true of what a drill restored.
package final class DrillAssertion: Sendable {
  package enum Subject: Sendable {
    case query(Query)
    /// A certificate and the private key that belongs to it, by their absolute paths in the policy.
    case keyMatches(certificate: Text, key: Text)
  }

  package struct Query: Sendable {
    /// A statement that returns one value.
    package var sql: Text
    /// The queried database; absent if the drill restores only one.
    package var database: Text?
    /// The smallest number that it may return.
    package var atLeast: Int?
    /// The text that it must return.
    package var equals: Text?

    package init(sql: Text, database: Text? = nil, atLeast: Int? = nil, equals: Text? = nil) {
      self.sql = sql
      self.database = database
      self.atLeast = atLeast
      self.equals = equals
    }
  }

  package let subject: Subject

  package init(_ subject: Subject) { self.subject = subject }
}
