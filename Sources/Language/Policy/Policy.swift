package import Diagnostics

/// A `BackupPolicy`: what one deployment captures, and what must hold.
package final class Policy: Record {
  package let metadata: Metadata
  package let extends: Text?
  package let standard: StandardChoice?
  package let objectives: Objectives
  package let source: Source
  package let secrets: [Secret]
  package let materials: [Material]
  package let sinks: [Sink]
  package let backups: [Backup]
  package let drills: [Drill]
  package let restore: RestoreNotes
  package let alerts: Alerts?
  package let notify: Notify?
  package let tools: Tools
  package let waivers: [Waiver]
  package let targets: Targets
  /// The defaults in force, in the order of the keys; empty unless requested.
  package let defaults: [UnstatedDefault]

  package static let name: StaticString = "BackupPolicy"
  package static let doc: StaticString =
    "What one deployment captures, how often, where copies go, how long they are kept, and what must hold."

  package static var otherNames: [(name: StaticString, key: StaticString)] {
    [
      ("sources", "materials"), ("storage", "sinks"), ("storages", "sinks"), ("destinations", "sinks"),
      ("repositories", "sinks"), ("jobs", "backups"), ("tests", "drills"), ("notifications", "notify"),
    ]
  }

  package init(_ form: inout Form) {
    form.constant("apiVersion", "backstay/v1", doc: "The version of the policy language.")
    form.constant("kind", "BackupPolicy", doc: "The kind of document.")
    metadata = form.required("metadata", doc: "The policy's name, its owner and labels.")
    extends = form.optional(
      "extends", absent: "no other file", doc: "A policy file that this one is merged over, key by key.")
    standard = form.optional(
      "standard", absent: "it only advises",
      doc: "Makes the built-in standard binding, so that every shortfall is an error.")
    objectives = form.section("objectives", doc: "What must hold; compilation fails if it does not.")
    source = form.section("source", doc: "The place that is backed up.")
    secrets = form.catalogue("secrets", doc: "Secrets by name and meaning; a policy never contains a secret's value.")
    materials = form.catalogue("materials", doc: "Everything that a complete restore needs.")
    sinks = form.catalogue("sinks", doc: "Where copies go.")
    backups = form.catalogue("backups", doc: "What is captured, when, where copies go and how long they are kept.")
    drills = form.catalogue("drills", doc: "Scheduled restores that prove that the copies can be restored.")
    restore = form.section("restore", doc: "Application-specific steps of a restore.")
    alerts = form.optional("alerts", absent: "nobody", doc: "Who is alerted when a backup stops.")
    notify = form.optional(
      "notify", absent: "none", doc: "Notifications that each run sends, for every backup without its own.")
    tools = form.section("tools", doc: "Versions of the tools, where they aren't the defaults.")
    waivers = form.list("waivers", doc: "Findings that somebody accepts, with a reason and a date.")
    targets = form.required("targets", doc: "What the policy is compiled to.")
    defaults = form.takeDefaults()
  }
}

/// A document's name and its owner.
package final class Metadata: Record {
  package let name: Name
  package let owner: Text?
  package let labels: [Label]

  package static let name: StaticString = "Metadata"
  package static let doc: StaticString = "The policy's name, its owner and labels."

  package init(_ form: inout Form) {
    name = form.required("name", doc: "The deployment's name: the first part of every generated name.")
    owner = form.optional("owner", absent: "not stated", doc: "Who is responsible for the backups.")
    labels = form.labels("labels", doc: "Labels that standards select policies by; generated objects carry them.")
  }

  /// The name of a document that is built into the program.
  init(name: Name) {
    self.name = name
    owner = nil
    labels = []
  }
}

/// What must hold. Absent objectives are reported, not proven.
package final class Objectives: Record {
  package let rpo: RecoveryPoint?
  package let rto: Duration?
  package let retention: Duration?
  package let minimumCopies: Count
  package let failureDomains: Count?
  package let maximumAge: Duration?
  package let origin: Span

  package static let name: StaticString = "Objectives"
  package static let doc: StaticString = "What must hold; compilation fails if it does not."

  package init(_ form: inout Form) {
    origin = form.origin
    rpo = form.optional("rpo", absent: Self.absence, doc: "The most that may be lost, as a time.")
    rto = form.optional("rto", absent: Self.absence, doc: "The longest that a restore may take; drills measure it.")
    retention = form.optional("retention", absent: Self.absence, doc: "How many days back every day can be restored.")
    minimumCopies = form.defaulted("minimumCopies", 3, doc: "Expiry never leaves fewer verified copies.")
    failureDomains = form.optional(
      "failureDomains", absent: Self.absence,
      doc: "How many failure domains must hold the data, including the source's own.")
    maximumAge = form.optional(
      "maximumAge", absent: Self.absence, doc: "The greatest age that a copy may reach, as privacy rules demand.")
  }

  /// What an unstated objective means.
  package static var absence: StaticString { "not demanded" }
}

/// The most that may be lost: a duration, or one that holds after some runs failed.
package struct RecoveryPoint: Union {
  package var within: Duration
  /// Failed runs in a row after which it must still hold.
  package var failures: Int

  package static func declare(_ form: inout Form, _ forms: inout Forms) -> RecoveryPoint? {
    form.scalar(&forms, Duration.self) { RecoveryPoint(within: $0, failures: 0) }
      ?? form.record(&forms, Tolerant.self) { RecoveryPoint(within: $0.within, failures: $0.failures?.value ?? 0) }
  }

  package static var standIn: RecoveryPoint { RecoveryPoint(within: .standIn, failures: 0) }

  final class Tolerant: Record {
    let within: Duration
    let failures: Count?

    static let name: StaticString = "RecoveryPoint"
    static let doc: StaticString = "The most that may be lost after some runs failed."
    static let briefKey: StaticString = "within"

    init(_ form: inout Form) {
      within = form.required("within", doc: "The most that may be lost, as a time.")
      failures = form.optional("failures", absent: "none", doc: "Failed runs in a row after which it must still hold.")
    }
  }
}

/// The place that is backed up.
package final class Source: Record {
  package let failureDomain: Text?

  package static let name: StaticString = "Source"
  package static let doc: StaticString = "The place that is backed up."

  package init(_ form: inout Form) {
    failureDomain = form.optional(
      "failureDomain", absent: Policy.sourceDomainWords, doc: "What fails together with the source.")
  }
}

/// The standard that a policy must meet: only the built-in one can be named.
package struct StandardChoice: Readable {
  package var span: Span

  package static func read(_ form: inout Form, at node: Int) -> StandardChoice? {
    Known.read(&form, at: node).map { _ in StandardChoice(span: form.span(of: node)) }
  }

  package static var schema: Schema { Known.schema }
  package static var standIn: StandardChoice { StandardChoice(span: .none) }

  enum Known: UInt8, Keyword {
    case builtin

    var word: StaticString { "builtin" }
  }
}
