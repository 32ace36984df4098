package import Diagnostics

/// A restore that is done to prove that it can be.
package final class Drill: Record {
  package let id: Text
  package let backups: [Name]
  package let cadence: ClockCadence
  package let assertions: [Assertion]

  package static let name: StaticString = "Drill"
  package static let doc: StaticString = "A restore that is done to prove that it can be."

  package init(_ form: inout Form) {
    id = form.name
    backups = form.requiredList("backups", doc: "The backups whose newest copies are restored.")
    cadence = form.required("cadence", doc: "When.")
    assertions = form.list("assertions", doc: "What must be true of what was restored.")
  }
}

/// Something that must be true of what was restored.
package final class Assertion: Record {
  package enum Subject: Sendable {
    case sql(Prose)
    case keyMatches(KeyPair)
  }

  package let subject: Subject?
  package let database: Text?
  package let atLeast: Count?
  package let equals: Text?

  package static let name: StaticString = "Assertion"
  package static let doc: StaticString = "Something that must be true of what was restored."

  package init(_ form: inout Form) {
    subject = form.exactlyOne(of: Subject.self) { form, choice in
      form.option(&choice, "sql", Subject.sql, doc: "A query that returns one value.")
      form.option(
        &choice, "keyMatches", Subject.keyMatches, doc: "A certificate and the private key that belongs to it.")
    }
    database = form.optional(
      "database", absent: "the only one that the drill restores", doc: "The database that is asked.")
    atLeast = form.optional("atLeast", absent: "no least number", doc: "The least number that the query may return.")
    equals = form.optional("equals", absent: "any text", doc: "The text that the query must return.")
  }
}

/// A certificate and its private key, by their paths.
package final class KeyPair: Record {
  package let certificate: Path
  package let key: Path

  package static let name: StaticString = "KeyPair"
  package static let doc: StaticString = "A certificate and its private key, by their paths."

  package init(_ form: inout Form) {
    certificate = form.required("certificate", doc: "The certificate's path.")
    key = form.required("key", doc: "The private key's path.")
  }
}

/// Steps of a restore that only this application knows.
package final class RestoreNotes: Record {
  package let before: [RestoreStep]
  package let after: [RestoreStep]
  package let origin: Span

  package static let name: StaticString = "Restore"
  package static let doc: StaticString = "Steps of a restore that only this application knows."
  package static let minimumKeys = 1

  package init(_ form: inout Form) {
    origin = form.origin
    before = form.list("before", doc: "Before anything is restored.")
    after = form.list("after", doc: "After everything is restored.")
  }
}

/// A step of a restore: what a person does, or a statement to run.
package final class RestoreStep: Union {
  package let text: Prose
  package let isStatement: Bool

  private init(_ text: Prose, isStatement: Bool) {
    self.text = text
    self.isStatement = isStatement
  }

  package static func declare(_ form: inout Form, _ forms: inout Forms) -> RestoreStep? {
    form.scalar(&forms, Prose.self) { RestoreStep($0, isStatement: false) }
      ?? form.record(&forms, Statement.self) { RestoreStep($0.sql, isStatement: true) }
  }

  package static var standIn: RestoreStep { RestoreStep(.standIn, isStatement: false) }

  final class Statement: Record {
    let sql: Prose

    static let name: StaticString = "Statement"
    static let doc: StaticString = "A statement to run."

    init(_ form: inout Form) {
      sql = form.required("sql", doc: "The statement.")
    }
  }
}

/// Who is told when a backup stops.
package final class Alerts: Record {
  package let prometheus: PrometheusAlerts
  package let origin: Span

  package static let name: StaticString = "Alerts"
  package static let doc: StaticString = "Who is told when a backup stops."

  package init(_ form: inout Form) {
    origin = form.origin
    prometheus = form.required("prometheus", doc: "Alerting rules for Prometheus.")
  }
}

/// Alerting rules for Prometheus.
package final class PrometheusAlerts: Record {
  package let severity: Text
  package let labels: [Label]

  package static let name: StaticString = "PrometheusAlerts"
  package static let doc: StaticString = "Alerting rules for Prometheus."

  package init(_ form: inout Form) {
    severity = form.defaulted("severity", "critical", doc: "The label `severity` of each alert.")
    labels = form.labels("labels", doc: "Further labels of each alert.")
  }
}
