package import Diagnostics

/// A restore that is done to prove that it can be.
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
    /// The database that is asked; absent where the drill restores no more than one.
    package var database: Text?
    /// The least number that it may return.
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

/// Steps of a restore that only this application knows.
package final class RestoreSteps: Sendable {
  package struct Step: Sendable {
    package var text: Text
    /// Whether the text is an SQL statement, not something that a person does.
    package var isStatement: Bool

    package init(text: Text, isStatement: Bool) {
      self.text = text
      self.isStatement = isStatement
    }
  }

  package let before: [Step]
  package let after: [Step]

  package init(before: [Step] = [], after: [Step] = []) {
    self.before = before
    self.after = after
  }
}

/// How somebody is told that a backup stopped: alerting rules for Prometheus.
package final class AlertSettings: Sendable {
  /// The label `severity` of each alert.
  package let severity: String
  /// Further labels of each alert.
  package let labels: [BackupPlan.Label]
  package let origin: Span

  package init(severity: String, labels: [BackupPlan.Label], origin: Span) {
    self.severity = severity
    self.labels = labels
    self.origin = origin
  }
}

/// What must hold, as far as somebody has to see to it after compilation. Times are seconds.
package final class RecoveryObjectives: Sendable {
  /// The most that may be lost.
  package let rpo: Int?
  /// The longest that a restore may take.
  package let rto: Int?
  /// Expiry never leaves fewer verified copies.
  package let minimumCopies: Int

  package init(rpo: Int? = nil, rto: Int? = nil, minimumCopies: Int = 3) {
    self.rpo = rpo
    self.rto = rto
    self.minimumCopies = minimumCopies
  }
}

/// A secret by its name, and where a second copy of it is kept.
package final class SecretEscrow: Sendable {
  package let name: Text
  /// In words; absent where none is declared.
  package let escrow: String?

  package init(name: Text, escrow: String? = nil) {
    self.name = name
    self.escrow = escrow
  }
}

/// A material that another system captures.
package final class ExternalMaterial: Sendable {
  package let name: Text
  /// What it is, in words.
  package let what: String
  /// Where its copies are, in words.
  package let place: String?
  /// Who answers for it.
  package let owner: String?

  package init(name: Text, what: String, place: String? = nil, owner: String? = nil) {
    self.name = name
    self.what = what
    self.place = place
    self.owner = owner
  }
}
