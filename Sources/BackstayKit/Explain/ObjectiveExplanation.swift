internal import Diagnostics
internal import Language
internal import Linting

/// An objective, and whether it is proven.
package struct ObjectiveExplanation: Sendable, Equatable {
  /// The policy's key below `objectives`.
  package let name: String
  /// What it demands, such as `26h`.
  package let demand: String
  package let isProven: Bool
  /// The numbers that prove it, or why it is not proven; one sentence each, without full stop.
  package let evidence: [String]

  /// The objectives that a policy states, in the order of the reference.
  static func all(of proof: PolicyProof, _ backups: [BackupExplanation]) -> [ObjectiveExplanation] {
    let objectives = proof.policy.objectives
    var all: [ObjectiveExplanation] = []
    if let rpo = objectives.rpo { all.append(recoveryPoint(rpo, proof)) }
    if let rto = objectives.rto {
      let drills = proof.policy.drills.map { "`\($0.id.value)`" }.joined(separator: ", ")
      let reason = "drills measure how long a restore takes"
      all.append(
        Self(
          name: "rto", demand: rto.seconds.asDuration, isProven: false,
          evidence: [drills.isEmpty ? reason + ", and the policy has no drill" : reason + ": \(drills)"]))
    }
    if let retention = objectives.retention, let days = proof.policy.restorableDays {
      all.append(restorableDays(days, demand: retention.seconds.asDuration, proof, backups))
    }
    if objectives.minimumCopies.isStated { all.append(minimumCopies(objectives.minimumCopies.value, backups)) }
    if let domains = objectives.failureDomains { all.append(failureDomains(domains.value, proof)) }
    if let age = objectives.maximumAge {
      all.append(
        Self(
          name: "maximumAge", demand: age.seconds.asDuration, isProven: true,
          evidence: ["no copy is older when the run that expires it ends, as long as runs succeed"]))
    }
    return all
  }

  private static func recoveryPoint(_ rpo: RecoveryPoint, _ proof: PolicyProof) -> Self {
    var evidence: [String] = []
    var isProven = true
    for backup in proof.backups {
      for sinks in SinkGroup.all(of: backup, in: proof) {
        let counting = SinkGroup(uses: sinks.uses.filter { proof.policy.counts($0, of: backup.backup) })
        guard let use = counting.uses.first else { continue }
        let place = "`\(backup.backup.id.value)` at \(counting.names)"
        if backup.isSuspended || proof.shortfall(of: backup, at: use, from: rpo) != nil {
          let isMadeUpFor = proof.isMadeUpFor(backup, at: use, rpo)
          if !isMadeUpFor { isProven = false }
          let reason = backup.isSuspended ? "it is suspended" : "the loss is unbounded"
          evidence.append("\(place): \(isMadeUpFor ? "another backup meets it" : reason)")
        } else if let archive = backup.archiveBound, archive.seconds <= rpo.within.seconds {
          evidence.append("\(place): write-ahead log is shipped within \(archive.seconds.asDuration)")
        } else if let loss = LossExplanation(backup, counting, in: proof, failures: rpo.failures) {
          evidence.append("\(place): worst loss \(loss.sum)")
        }
      }
    }
    let condition =
      rpo.failures == 0 ? "" : rpo.failures == 1 ? " after 1 failed run" : " after \(rpo.failures) failed runs"
    return Self(
      name: "rpo", demand: rpo.within.seconds.asDuration + condition, isProven: isProven && !evidence.isEmpty,
      evidence: evidence)
  }

  private static func restorableDays(_ days: Int, demand: String, _ proof: PolicyProof, _ backups: [BackupExplanation])
    -> Self
  {
    var evidence: [String] = []
    var isProven = true
    for backup in proof.backups {
      for use in backup.backup.sinks where proof.policy.counts(use, of: backup.backup) {
        let place = "`\(backup.backup.id.value)` at `\(use.sink.text.value)`"
        if !backup.isSuspended, proof.shortfall(of: backup, at: use, days: days) == nil {
          let what = backup.archiveBound == nil ? "can be restored" : "can be restored to each of its moments"
          let keeping = backups.first { $0.name == backup.backup.id.value }?.keeping.first {
            $0.sink == use.sink.text.value
          }
          evidence.append("\(place): each of the \(days) days before today \(what)\(keeping?.reach ?? "")")
        } else if proof.isMadeUpFor(backup, at: use, days: days) {
          evidence.append("\(place): another backup keeps them")
        } else {
          isProven = false
          evidence.append("\(place): \(backup.isSuspended ? "it is suspended" : "no proof")")
        }
      }
    }
    return Self(
      name: "retention", demand: demand, isProven: isProven && !evidence.isEmpty, evidence: evidence)
  }

  private static func minimumCopies(_ demand: Int, _ backups: [BackupExplanation]) -> Self {
    var fewest: (copies: Int, place: String)?
    for backup in backups {
      for sink in backup.keeping where !sink.isPhysical {
        guard case .steady(let steady) = sink.outcome, steady.copies.lowerBound < fewest?.copies ?? .max else {
          continue
        }
        fewest = (steady.copies.lowerBound, "`\(backup.name)` at `\(sink.sink)`")
      }
    }
    let number = fewest.map { "; the fewest over a year are \($0.copies), of \($0.place)" } ?? ""
    let isPhysical = backups.contains { $0.keeping.contains { $0.isPhysical } }
    let counted = isPhysical ? "copies, or fulls of physical backups" : "copies"
    let external = backups.flatMap { backup in
      backup.keeping.filter { $0.isExternal }.map { "`\(backup.name)` at `\($0.sink)`: somebody else expires copies" }
    }
    return Self(
      name: "minimumCopies", demand: "\(demand)", isProven: external.isEmpty,
      evidence: ["expiry follows a verified run, and leaves at least \(demand) \(counted)" + number] + external)
  }

  private static func failureDomains(_ demand: Int, _ proof: PolicyProof) -> Self {
    let policy = proof.policy
    var fewest: (material: String, domains: [String])?
    for material in policy.materials {
      var domains = [policy.sourceDomain]
      var isCaptured = false
      for backup in policy.backups where backup.materials.contains(where: { $0.text.value == material.id.value }) {
        isCaptured = true
        for use in backup.sinks {
          guard let sink = policy.sink(named: use.sink.text.value), !sink.bestEffort.value else { continue }
          let domain = policy.failureDomain(of: sink)
          if !domains.contains(domain) { domains.append(domain) }
        }
      }
      if isCaptured, domains.count < fewest?.domains.count ?? .max { fewest = (material.id.value, domains) }
    }
    let evidence = fewest.map {
      "`\($0.material)`, which is in the fewest, is in \($0.domains.joined(separator: " and "))"
    }
    return Self(
      name: "failureDomains", demand: "\(demand)", isProven: fewest.map { $0.domains.count >= demand } ?? false,
      evidence: [evidence ?? "nothing is captured"])
  }
}

extension KeepingExplanation {
  /// How far back the copies reach, as the end of a sentence.
  fileprivate var reach: String {
    switch outcome {
    case .steady(let steady):
      "; the oldest copy is at least \(steady.oldestAge.lowerBound.asDuration) older than the newest"
    case .growing: isExpired ? "" : "; nothing expires"
    case .unknown: ""
    }
  }
}
