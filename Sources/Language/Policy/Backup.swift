package import Diagnostics

/// What is captured, when, where copies go and how long they are kept.
package final class Backup: Record {
  package let id: Text
  package let materials: [Name]
  package let method: Method?
  package let cadence: Cadences
  package let sinks: [SinkUse]
  package let retention: Retention?
  package let expectedDuration: Duration?
  package let deadline: Duration?
  package let startWithin: Duration?
  package let catchUp: Flag
  package let verify: Verify
  package let runAs: Text?
  package let upkeep: Upkeep?
  package let notify: Notify?
  package let hooks: Hooks?
  package let quiesce: Quiesce?
  package let resources: Resources?
  package let priority: Priority
  package let suspend: Flag
  package let alternatives: Alternatives?

  package static let name: StaticString = "Backup"
  package static let doc: StaticString = "What is captured, when, where copies go and how long they are kept."

  package static var otherNames: [(name: StaticString, key: StaticString)] {
    [
      ("schedule", "cadence"), ("cron", "cadence"), ("source", "materials"), ("sources", "materials"),
      ("destination", "sinks"), ("destinations", "sinks"), ("repository", "sinks"), ("repositories", "sinks"),
      ("storage", "sinks"), ("keep", "retention"), ("timeout", "deadline"),
    ]
  }

  package init(_ form: inout Form) {
    id = form.name
    materials = form.requiredList("materials", doc: "The materials that a run captures.")
    method = form.optional(
      "method", absent: "`pg_dump` for a database, `files` for files", doc: "How they are captured.")
    cadence = form.required("cadence", doc: "When it runs: one cadence, or a list of them.")
    sinks = form.requiredList(
      "sinks", doc: "Where copies go. Sinks are independent: the failure of one never stops another.")
    retention = form.optional("retention", absent: Retention.absence, doc: "How long copies are kept.")
    expectedDuration = form.optional(
      "expectedDuration", absent: "the deadline is not checked against it", doc: "How long a run is expected to take.")
    deadline = form.optional(
      "deadline", absent: RunLimits.deadlineWords, doc: "How long a run may take before it is stopped.")
    startWithin = form.optional("startWithin", absent: RunLimits.startWithinWords, doc: "How late a run may start.")
    catchUp = form.defaulted("catchUp", true, doc: "Whether a missed run is made up for.")
    verify = form.defaulted("verify", .read, doc: "How copies are checked before they count.")
    runAs = form.optional(
      "runAs", absent: Self.runAsWords, doc: "The operating-system user of a run.")
    upkeep = form.optional(
      "upkeep", absent: "no check; runs that expire copies free their space",
      doc: "Maintenance of the repositories that makes no copy.")
    notify = form.optional("notify", absent: "the policy's own", doc: "Notifications that each run sends.")
    hooks = form.optional("hooks", absent: "no programs", doc: "Programs to run around a backup.")
    quiesce = form.optional(
      "quiesce", absent: "nothing is stopped", doc: "Services that are stopped while live files are copied.")
    resources = form.optional("resources", absent: Resources.usualWords, doc: "What a run may use.")
    priority = form.defaulted("priority", .normal, doc: "How a run ranks against other work.")
    suspend = form.defaulted("suspend", false, doc: "Whether the backup is rendered but not started.")
    alternatives = form.optional(
      "alternatives", absent: "only what the backup says",
      doc: "Other values that can be chosen at deployment; each is proven too.")
  }
}

extension Backup {
  static var runAsWords: StaticString { "the policy's own user; `postgres` for pgbackrest" }
  /// The user of PostgreSQL's files.
  package static var usualUserOfServer: Text { "postgres" }
}

/// How a material is captured.
package enum Method: UInt8, Keyword {
  case pgDump, files, pgbackrest, walG

  package var word: StaticString {
    switch self {
    case .pgDump: "pg_dump"
    case .files: "files"
    case .pgbackrest: "pgbackrest"
    case .walG: "wal-g"
    }
  }
}

/// How copies are checked before they count.
package enum Verify: UInt8, Keyword {
  case read, restore

  package var word: StaticString {
    switch self {
    case .read: "read"
    case .restore: "restore"
    }
  }
}

/// How a run ranks against other work.
package enum Priority: UInt8, Keyword {
  case normal, low

  package var word: StaticString {
    switch self {
    case .normal: "normal"
    case .low: "low"
    }
  }
}

/// A backup's use of a sink: by name, or with its own retention or cadence.
package final class SinkUse: Union {
  package let sink: Name
  package let retention: Retention?
  package let cadence: Cadence?

  private init(_ sink: Name, _ retention: Retention? = nil, _ cadence: Cadence? = nil) {
    self.sink = sink
    self.retention = retention
    self.cadence = cadence
  }

  package static func declare(_ form: inout Form, _ forms: inout Forms) -> SinkUse? {
    form.scalar(&forms, Name.self) { SinkUse($0) }
      ?? form.record(&forms, Own.self) { SinkUse($0.sink, $0.retention, $0.cadence) }
  }

  package static var standIn: SinkUse { SinkUse(.standIn) }

  package static func correction(of text: String) -> String? { Name.correction(of: text) }
  package static var help: String? { Name.help }

  final class Own: Record {
    let sink: Name
    let retention: Retention?
    let cadence: Cadence?

    static let name: StaticString = "SinkUse"
    static let doc: StaticString = "A sink with its own retention or cadence."
    static let briefKey: StaticString = "sink"

    init(_ form: inout Form) {
      sink = form.required("sink", doc: "The sink's name.")
      retention = form.optional("retention", absent: "the backup's", doc: "How long this sink keeps copies.")
      cadence = form.optional(
        "cadence", absent: "the backup's", doc: "When this sink gets copies (physical methods only).")
    }
  }
}

/// Maintenance of the repositories that makes no copy.
package final class Upkeep: Record {
  package let reclaim: ClockCadence?
  package let check: Check?
  package let origin: Span

  package static let name: StaticString = "Upkeep"
  package static let doc: StaticString = "Maintenance of the repositories that makes no copy."

  package init(_ form: inout Form) {
    origin = form.origin
    reclaim = form.optional(
      "reclaim", absent: "after each run that expires some", doc: "When the space of expired copies is freed.")
    check = form.optional("check", absent: "never", doc: "When the tool checks the repository.")
  }

  package final class Check: Record {
    package let cadence: ClockCadence
    package let readData: Percentage?
    /// How much of the data is read back, in percent.
    package var readDataPercent: Int { readData?.value ?? 0 }

    package static let name: StaticString = "RepositoryCheck"
    package static let doc: StaticString = "When the tool checks the repository, and how much of it is read back."

    package init(_ form: inout Form) {
      cadence = form.required("cadence", doc: "When.")
      readData = form.optional("readData", absent: "none of it", doc: "How much of the data is read back.")
    }
  }
}

/// Other values that can be chosen at deployment.
package final class Alternatives: Record {
  package let cadence: [ClockCadence]
  package let deadline: [Duration]
  package let suspend: Flag

  package static let name: StaticString = "Alternatives"
  package static let doc: StaticString = "Other values that can be chosen at deployment; each is proven too."
  package static let minimumKeys = 1

  package init(_ form: inout Form) {
    cadence = form.list("cadence", doc: "Other cadences.")
    deadline = form.list("deadline", doc: "Other deadlines.")
    suspend = form.defaulted("suspend", false, doc: "Whether the backup may be suspended.")
  }
}
