internal import Diagnostics
internal import Language
internal import Linting
internal import Planning

/// A default of the language that is in force because the policy says nothing.
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
    var all: [DefaultExplanation] = []
    func add(_ key: String, _ value: String, _ reason: String = "") {
      all.append(DefaultExplanation(key: key, value: value, reason: reason))
    }
    let objectives = policy.objectives
    let unstated = [
      ("rpo", objectives?.rpo == nil), ("rto", objectives?.rto == nil), ("retention", objectives?.retention == nil),
      ("failureDomains", objectives?.failureDomains == nil), ("maximumAge", objectives?.maximumAge == nil),
    ]
    for (key, isUnstated) in unstated where isUnstated {
      add("objectives.\(key)", "not demanded", "reported, not proven")
    }
    if objectives?.minimumCopies == nil { add("objectives.minimumCopies", "\(policy.minimumCopies)") }
    if policy.standard == nil {
      if standards.isEmpty { add("standard", "none", "nothing beyond the rules is demanded") }
      for one in standards {
        add(
          "standard", one.standard.metadata.name.text.value,
          one.isBinding ? "given beside the policy, and kept" : "what falls short of it is a warning")
      }
    }
    if policy.source?.failureDomain == nil { add("source.failureDomain", policy.sourceDomain) }
    for material in policy.materials {
      let key = "materials.\(material.id.value)"
      switch material.kind {
      case .postgresql(let server):
        if server.globals == nil, !policy.isPhysical(material) {
          add("\(key).globals", "false", "ownership is kept, roles are not captured")
        }
        if server.expectedSize == nil, !policy.isPhysical(material) { add("\(key).expectedSize", "unknown") }
      case .files(let files):
        if files.expectedSize == nil {
          add("\(key).expectedSize", StagingSize.filesDefault.asSize, "scratch space only; stored bytes are not told")
        }
      case .external, nil: break
      }
    }
    for sink in policy.sinks where sink.failureDomain == nil {
      add("sinks.\(sink.id.value).failureDomain", policy.failureDomain(of: sink), "from where the sink is")
    }
    for (backup, job) in zip(policy.backups, plan.jobs) {
      let key = "backups.\(backup.id.value)"
      if backup.retention == nil, backup.sinks.contains(where: { $0.retention == nil }) {
        add("\(key).retention", "forever", "nothing expires")
      }
      if backup.deadline == nil {
        add("\(key).deadline", job.deadline.asDuration, "half the shortest time between starts, at most 6h")
      }
      if backup.startWithin == nil {
        add(
          "\(key).startWithin", job.startWithin.asDuration, "a quarter of the shortest time between starts, at most 30m"
        )
      }
      if backup.catchUp == nil { add("\(key).catchUp", "true", "a run that was missed is made up for") }
      if backup.verify == nil { add("\(key).verify", "read", job.verificationWords) }
    }
    if let systemd = policy.targets.systemd, systemd.systemdVersion == nil, let settings = plan.systemd {
      add("targets.systemd.systemdVersion", "\(settings.version)", "the oldest that is supported")
    }
    return all
  }
}

extension Job {
  /// What `verify: read` does here.
  fileprivate var verificationWords: String {
    isPhysical
      ? "page checksums at backup; the tool's own verify on `upkeep.check`"
      : "decoded as a whole before it ships, then fetched back and compared"
  }
}

extension Policy {
  /// Whether only the server itself captures a material.
  fileprivate func isPhysical(_ material: Material) -> Bool {
    backups.filter { $0.materials.contains { $0.text.value == material.id.value } }.allSatisfy { $0.isPhysical }
  }
}
