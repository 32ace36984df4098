internal import Diagnostics
internal import Language
internal import Linting
internal import Planning

/// A default of the language that applies because the policy doesn't state the key.
package struct DefaultExplanation: Sendable, Equatable {
  /// The key that is absent, such as `backups.nightly.deadline`.
  package let key: String
  /// What holds instead.
  package let value: String
  /// Where that comes from.
  package let reason: String

  /// All that apply, in the order of the policy's sections.
  static func all(
    of proof: PolicyProof, _ plan: BackupPlan, against standards: [AppliedStandard]
  ) -> [DefaultExplanation] {
    let policy = proof.policy
    var list = DefaultList(policy, plan)
    let objectives = policy.objectives
    let unstated = [
      ("rpo", objectives.rpo == nil), ("rto", objectives.rto == nil), ("retention", objectives.retention == nil),
      ("failureDomains", objectives.failureDomains == nil), ("maximumAge", objectives.maximumAge == nil),
    ]
    for (key, isUnstated) in unstated where isUnstated {
      list.add("objectives.\(key)", "\(Objectives.absence)", "reported, not proven")
    }
    list.addConstants(below: "objectives")
    if policy.standard == nil {
      if standards.isEmpty { list.add("standard", "none", "nothing beyond the rules is demanded") }
      for one in standards {
        list.add(
          "standard", one.standard.metadata.name.text.value,
          one.isBinding ? "given beside the policy, and met" : "shortfalls are warnings")
      }
    }
    if policy.source.failureDomain == nil { list.add("source.failureDomain", policy.sourceDomain) }
    for material in policy.materials { list.add(material) }
    for sink in policy.sinks {
      let key = "sinks.\(sink.id.value)"
      if sink.failureDomain == nil {
        list.add("\(key).failureDomain", policy.failureDomain(of: sink), "from where the sink is")
      }
      list.addConstants(below: key)
    }
    for (backup, job) in zip(policy.backups, plan.jobs) { list.add(backup, job) }
    for section in ["drills", "alerts", "tools"] { list.addConstants(below: section) }
    for target in plan.targets {
      for assumed in target.settings.assumptions {
        list.add("targets.\(target.settings.target).\(assumed.key)", assumed.value, assumed.reason)
      }
    }
    list.addConstants(below: "")
    return list.rows
  }
}

/// The rows as they are collected: defaults that are computed here, besides the constants that the policy's reader
/// noted.
private struct DefaultList {
  private let policy: Policy
  private let plan: BackupPlan
  /// The constants that aren't rows yet.
  private var constants: [UnstatedDefault]
  var rows: [DefaultExplanation] = []

  init(_ policy: Policy, _ plan: BackupPlan) {
    self.policy = policy
    self.plan = plan
    constants = policy.defaults
  }

  mutating func add(_ key: String, _ value: String, _ reason: String = "") {
    rows.append(DefaultExplanation(key: key, value: value, reason: reason))
  }

  /// The constants of a part of the policy, except for keys that need more explanation than their meaning.
  mutating func addConstants(below part: String, but moot: [String] = [], saying words: [String: String] = [:]) {
    let prefix = part.isEmpty ? "" : part + "."
    let here = constants.filter { $0.key.hasPrefix(prefix) }
    constants.removeAll { $0.key.hasPrefix(prefix) }
    for one in here where !isMoot(one.key) {
      let key = String(one.key.dropFirst(prefix.count))
      if !moot.contains(key) { add(one.key, one.value.filter { $0 != "\"" }, words[key] ?? one.meaning) }
    }
  }

  /// Whether a key doesn't matter: the version of a tool that isn't used.
  private func isMoot(_ key: String) -> Bool {
    guard key.hasPrefix("tools.") else { return false }
    guard let kept = Support.Repository(rawValue: String(key.dropFirst("tools.".count))) else { return false }
    return !plan.jobs.contains { $0.shipments.contains { $0.repository.kind == kept } }
  }

  mutating func add(_ material: Material) {
    let key = "materials.\(material.id.value)"
    let isPhysical = policy.isPhysical(material)
    switch material.kind {
    case .postgresql(let server):
      if server.expectedSize == nil, !isPhysical { add("\(key).expectedSize", "unknown") }
    case .files(let files):
      if files.expectedSize == nil {
        add("\(key).expectedSize", Files.scratch.asSize, "scratch space only; the stored size is unknown")
      }
    case .external, nil: break
    }
    addConstants(
      below: "\(key).postgresql", but: isPhysical ? ["globals", "managed", "minimumTables", "readFrom"] : [])
    addConstants(below: key)
  }

  mutating func add(_ backup: Backup, _ job: Job) {
    let key = "backups.\(backup.id.value)"
    if backup.retention == nil, backup.sinks.contains(where: { $0.retention == nil }) {
      add("\(key).retention", "forever", "\(Retention.absence)")
    }
    if backup.deadline == nil { add("\(key).deadline", job.deadline.asDuration, "\(RunLimits.deadlineWords)") }
    if backup.startWithin == nil {
      add("\(key).startWithin", job.startWithin.asDuration, "\(RunLimits.startWithinWords)")
    }
    addConstants(below: key, saying: ["verify": job.verificationWords])
  }
}

extension Job {
  /// What `verify: read` does here.
  fileprivate var verificationWords: String {
    isPhysical
      ? "page checksums at backup; the tool's own verify on `upkeep.check`"
      : "decoded in full before it ships, then fetched back and compared"
  }
}

extension UnstatedDefault {
  /// What the key means, as a phrase after a colon.
  fileprivate var meaning: String {
    let text = "\(doc)".prefix { $0 != "." }
    return text.prefix(1).lowercased() + text.dropFirst()
  }
}

extension Policy {
  /// Whether only the server itself captures a material.
  fileprivate func isPhysical(_ material: Material) -> Bool {
    backups.filter { $0.materials.contains { $0.text.value == material.id.value } }.allSatisfy { $0.isPhysical }
  }
}
