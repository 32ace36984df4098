internal import Diagnostics
internal import Language
internal import Linting
internal import Planning
package import Schedules
internal import Targets

/// What one policy means: what is proven, when runs start, what is kept and where copies are. It contains only numbers
/// and names; `text` and `json` render it.
package struct PolicyExplanation: Sendable {
  /// The policy's name, `metadata.name`.
  package let policy: String
  /// Who is responsible for it.
  package let owner: String?
  /// The digest of this revision of the policy in the records of copies.
  package let digest: String
  /// The midnight in UTC from which runs are listed.
  package let from: Instant
  /// How many days they are listed for.
  package let days: Int
  package let materials: [MaterialExplanation]
  package let objectives: [ObjectiveExplanation]
  package let backups: [BackupExplanation]
  package let domains: [DomainExplanation]
  package let defaults: [DefaultExplanation]
  package let waivers: [WaiverExplanation]
  package let targets: [TargetExplanation]
  /// The release of the time zone database that was used; `nil` if all schedules are in UTC.
  package let tzdata: String?

  /// Explains a policy that is valid and planned.
  init(_ proof: PolicyProof, _ plan: BackupPlan, against standards: [AppliedStandard], from: Instant, days: Int) {
    let policy = proof.policy
    self.policy = plan.name.value
    owner = plan.owner?.value
    digest = plan.digest
    self.from = from
    self.days = days
    materials = policy.materials.map { MaterialExplanation($0, in: policy) }
    backups = zip(proof.backups, plan.jobs).map { BackupExplanation($0, $1, in: proof, from: from, days: days) }
    objectives = ObjectiveExplanation.all(of: proof, backups)
    domains = DomainExplanation.all(of: plan, source: policy.sourceDomain)
    defaults = DefaultExplanation.all(of: proof, plan, against: standards)
    waivers = policy.waivers.map { WaiverExplanation($0) }
    targets = TargetExplanation.all(of: plan)
    var usesZone = false
    policy.forEachClockCadence { if $0.schedule.zone.changes != nil { usesZone = true } }
    tzdata = usesZone ? ZoneTable.tzdataVersion : nil
  }
}

/// Something that a restore needs.
package struct MaterialExplanation: Sendable, Equatable {
  package let name: String
  /// What it is, in words.
  package let what: String
  /// Bytes that the policy expects.
  package let expectedBytes: Int?
  /// Whether another system captures it.
  package let isExternal: Bool
  /// The backups that capture it.
  package let backups: [String]

  init(_ material: Material, in policy: Policy) {
    name = material.id.value
    (what, expectedBytes, isExternal) = material.description
    backups = policy.backups.filter { backup in backup.materials.contains { $0.text.value == material.id.value } }
      .map { $0.id.value }
  }
}

/// What is specific to one of the policy's targets.
package struct TargetExplanation: Sendable, Equatable {
  package let name: String
  /// Sentences without full stop.
  package let differences: [String]

  /// The declared targets in the order of the catalogue.
  static func all(of plan: BackupPlan) -> [TargetExplanation] {
    TargetCatalog.all.filter { $0.isDeclared(in: plan) }.compactMap { target in
      let differences = target.differences(in: plan)
      // A target that runs nothing may have no differences; for the others, having none is worth saying.
      if differences.isEmpty, !target.runsBackups { return nil }
      return TargetExplanation(name: target.name, differences: differences)
    }
  }
}

/// What fails together, and which copies it holds.
package struct DomainExplanation: Sendable, Equatable {
  package let name: String
  /// Whether the source itself is there.
  package let isSource: Bool
  package let copies: [Copies]

  /// The materials that have copies at a sink.
  package struct Copies: Sendable, Equatable {
    package let sink: String
    package let isBestEffort: Bool
    package fileprivate(set) var materials: [String]
  }

  /// The source's domain first, then those of the sinks in the order of their use.
  static func all(of plan: BackupPlan, source: String) -> [DomainExplanation] {
    var all: [(name: String, copies: [Copies])] = [(source, [])]
    for job in plan.jobs {
      for shipment in job.shipments {
        let domain = all.firstIndex { $0.name == shipment.failureDomain } ?? all.count
        if domain == all.count { all.append((shipment.failureDomain, [])) }
        let sink = all[domain].copies.firstIndex { $0.sink == shipment.sink.value } ?? all[domain].copies.count
        if sink == all[domain].copies.count {
          all[domain].copies.append(
            Copies(sink: shipment.sink.value, isBestEffort: shipment.bestEffort, materials: []))
        }
        for capture in job.captures where !all[domain].copies[sink].materials.contains(capture.material.value) {
          all[domain].copies[sink].materials.append(capture.material.value)
        }
      }
    }
    return all.map { DomainExplanation(name: $0.name, isSource: $0.name == source, copies: $0.copies) }
  }
}

/// A finding that somebody accepts.
package struct WaiverExplanation: Sendable, Equatable {
  package let rule: String
  /// Where; anywhere if absent.
  package let place: String?
  package let reason: String
  package let owner: String?
  /// The midnight in UTC at which its last day begins.
  package let expires: Instant

  init(_ waiver: Waiver) {
    rule = waiver.rule.text.value
    place = waiver.place?.text.value
    reason = waiver.reason.text.value
    owner = waiver.owner?.value
    expires = Instant(secondsSince1970: Int64(waiver.expires.daysSince1970) * 86_400)
  }
}
