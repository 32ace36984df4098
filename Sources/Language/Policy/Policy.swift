package import Diagnostics

/// A `BackupPolicy`: what one deployment's owner wants captured, and what must be true.
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
  /// The defaults that are in force, in the order of the keys; empty where they weren't asked for.
  package let defaults: [UnstatedDefault]

  package static let name: StaticString = "BackupPolicy"
  package static let doc: StaticString =
    "What one deployment captures, how often, where to, for how long, and what must be true."

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
      "extends", absent: "no other file", doc: "A policy file whose mappings this one is merged over, key by key.")
    standard = form.optional(
      "standard", absent: "it only advises",
      doc: "Makes the built-in standard binding: what falls short of it is an error then.")
    objectives = form.section("objectives", doc: "What must hold; compilation fails where it does not.")
    source = form.section("source", doc: "The place that is backed up.")
    secrets = form.catalogue("secrets", doc: "Secrets by name and meaning; a value is never written in a policy.")
    materials = form.catalogue("materials", doc: "Everything that a complete restore needs.")
    sinks = form.catalogue("sinks", doc: "Where copies go.")
    backups = form.catalogue("backups", doc: "What is captured when, where to and for how long.")
    drills = form.catalogue("drills", doc: "Restores that are done to prove that they can be.")
    restore = form.section("restore", doc: "Steps of a restore that only this application knows.")
    alerts = form.optional("alerts", absent: "nobody", doc: "Who is told when a backup stops.")
    notify = form.optional(
      "notify", absent: "none", doc: "Signals that each run sends, for every backup that has none of its own.")
    tools = form.section("tools", doc: "Versions of the tools that will run, where the default won't do.")
    waivers = form.list("waivers", doc: "Findings that somebody accepts, with a reason and a date.")
    targets = form.required("targets", doc: "What the policy is compiled to.")
    defaults = form.takeDefaults()
  }
}

/// A document's name and who answers for it.
package final class Metadata: Record {
  package let name: Name
  package let owner: Text?
  package let labels: [Label]

  package static let name: StaticString = "Metadata"
  package static let doc: StaticString = "The policy's name, its owner and labels."

  package init(_ form: inout Form) {
    name = form.required("name", doc: "The deployment's name: the first part of every name that is generated.")
    owner = form.optional("owner", absent: "nobody is named", doc: "Who answers for the backups.")
    labels = form.labels("labels", doc: "Labels that standards select policies by; generated objects carry them.")
  }

  /// The name of a document that is a value of the program.
  init(name: Name) {
    self.name = name
    owner = nil
    labels = []
  }
}

/// What must hold. What is absent is reported, not proven.
package final class Objectives: Record {
  package let rpo: RecoveryPoint?
  package let rto: Duration?
  package let retention: Duration?
  package let minimumCopies: Count
  package let failureDomains: Count?
  package let maximumAge: Duration?
  package let origin: Span

  package static let name: StaticString = "Objectives"
  package static let doc: StaticString = "What must hold; compilation fails where it does not."

  package init(_ form: inout Form) {
    origin = form.origin
    rpo = form.optional("rpo", absent: Self.absence, doc: "The most that may be lost.")
    rto = form.optional("rto", absent: Self.absence, doc: "The longest that a restore may take; drills measure it.")
    retention = form.optional("retention", absent: Self.absence, doc: "Each of this many days back can be restored.")
    minimumCopies = form.defaulted("minimumCopies", 3, doc: "Expiry never leaves fewer verified copies.")
    failureDomains = form.optional(
      "failureDomains", absent: Self.absence, doc: "Distinct places that hold the data, the source's own included.")
    maximumAge = form.optional(
      "maximumAge", absent: Self.absence, doc: "No copy may be older, as privacy rules demand.")
  }

  /// What an objective means that isn't stated.
  package static var absence: StaticString { "not demanded" }
}

/// The most that may be lost: a duration, or one that holds after some runs failed.
package struct RecoveryPoint: Union {
  package var within: Duration
  /// Failed runs in a row after which it still holds.
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
      within = form.required("within", doc: "The most that may be lost.")
      failures = form.optional("failures", absent: "none", doc: "Failed runs in a row after which it still holds.")
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

/// Which standard a policy submits to: the built-in one is the only one that can be named.
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
