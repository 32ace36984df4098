package import Diagnostics
package import Language

/// Why a limit on the loss does not hold.
package enum LossShortfall {
  /// Nothing starts the backup.
  case manual
  /// More may be lost; the span is the cadence or what else causes it.
  case loss(WorstLoss, Span)
  /// The unshipped write-ahead log may exceed the limit. It is still less than what may be lost by the runs alone.
  case archive(Duration)
}

extension PolicyProof {
  /// Why a backup does not meet an objective at a sink by its runs or its archive; `nil` if it does.
  ///
  /// Other rules report schedules that never fire and backups that are suspended.
  package func shortfall(of proof: BackupProof, at use: SinkUse, from rpo: RecoveryPoint) -> LossShortfall? {
    guard let archive = proof.archiveBound else { return shortfallOfRuns(of: proof, at: use, from: rpo) }
    if archive.seconds <= rpo.within.seconds { return nil }
    let shortfall = shortfallOfRuns(of: proof, at: use, from: rpo)
    if case .loss(let loss, _) = shortfall, archive.seconds < loss.seconds { return .archive(archive) }
    return shortfall
  }

  /// The same for its runs alone.
  package func shortfallOfRuns(of proof: BackupProof, at use: SinkUse, from rpo: RecoveryPoint) -> LossShortfall? {
    let backup = proof.backup
    guard proof.starts(at: use) != nil else { return .manual }
    let lag = standbyLag(of: backup)
    var shortfall: LossShortfall?
    proof.forEachChoice { choice in
      guard let loss = proof.worstLoss(at: use, choice: choice, failures: rpo.failures, lag: lag),
        loss.seconds > rpo.within.seconds
      else { return true }
      shortfall = .loss(loss, choice.span)
      return false
    }
    return shortfall
  }

  /// Whether other backups meet the objective at the same sink for everything that this one captures.
  package func isMadeUpFor(_ proof: BackupProof, at use: SinkUse, _ rpo: RecoveryPoint) -> Bool {
    proof.backup.materials.allSatisfy { material in
      backups.contains { other in
        other !== proof && !other.isSuspended
          && other.backup.materials.contains { $0.text.value == material.text.value }
          && other.backup.sinks.contains {
            $0.sink.text.value == use.sink.text.value && shortfall(of: other, at: $0, from: rpo) == nil
          }
      }
    }
  }

  /// Seconds by which what a backup reads may lag behind the primary; none where no standby is read.
  package func standbyLag(of backup: Backup) -> Int {
    var longest = 0
    for material in policy.materials {
      guard case .postgresql(let server) = material.kind, server.readFrom == .standby,
        backup.materials.contains(where: { $0.text.value == material.id.value })
      else { continue }
      longest = max(longest, server.maximumLag.seconds)
    }
    return longest
  }
}

extension BackupProof {
  /// Whether the backup is rendered and not started.
  package var isSuspended: Bool { backup.suspend.value }
}
