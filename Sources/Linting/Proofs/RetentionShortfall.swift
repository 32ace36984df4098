internal import Diagnostics
package import Language
package import Schedules

/// Why a day that `objectives.retention` demands can't be restored.
package indirect enum RetentionShortfall {
  /// Nothing starts the backup.
  case manual
  /// Somebody else expires copies, and may expire any of them.
  case external
  /// From the date on, only the floor is guaranteed.
  case until
  /// A day has no copy that is guaranteed to be verified when the day ends; the choice says for which cadence.
  case notMade(MissingDay, BackupChoice)
  /// The copies of a day expire while the objective still needs it.
  case expired(MissingDay)
  /// The oldest full is too new for write-ahead log to reach a day.
  case unreached(UnreachedDay)
  /// Copies follow changes, and so few are kept that they may not reach far enough back.
  case changes
}

extension Policy {
  /// The number of copies that expiry always leaves.
  package var minimumCopies: Int { objectives.minimumCopies.value }

  /// The number of UTC days before today that must be restorable, rounded up.
  package var restorableDays: Int? { objectives.retention.map { ($0.seconds + 86_399) / 86_400 } }
}

/// Computes which days a policy's backups keep.
struct RetentionProver {
  let policy: Policy
  let backups: [BackupProof]

  /// Why a backup does not keep each of the days before today at a sink; `nil` if it does.
  ///
  /// Other rules report schedules that never fire and backups that are suspended.
  func shortfall(of proof: BackupProof, at use: SinkUse, days: Int) -> RetentionShortfall? {
    let rule = (use.retention ?? proof.backup.retention)?.rule ?? .forever
    switch rule {
    case .external: return .external
    case .until: return .until
    // Another rule reports that it has no fulls.
    case .physical: if !proof.backup.isPhysical { return nil }
    case .forever, .keep: break
    }
    guard let starts = proof.starts(at: use) else { return .manual }
    if proof.gaps == nil { return nil }
    let floor = policy.minimumCopies
    for case .onChange(let change) in proof.backup.cadence.all where use.cadence == nil {
      let isKept = rule.surelyReaches(
        days: days, lookingAt: starts, atLatestEvery: change.atLatestEvery.seconds,
        lag: proof.startWithin + proof.deadline, floor: floor)
      return isKept ? nil : .changes
    }
    var shortfall: RetentionShortfall?
    proof.forEachChoice { choice in
      guard let runs = proof.runs(at: use, choice: choice) else { return true }
      if proof.archiveBound != nil {
        shortfall = runs.unreachedDay(of: days, keeping: rule, floor: floor, from: .proofStart).map {
          .unreached($0)
        }
      } else if let missing = runs.missingDay(of: days, keeping: rule, floor: floor, from: .proofStart) {
        shortfall = missing.cause == .notMade ? .notMade(missing, choice) : .expired(missing)
      }
      return shortfall == nil
    }
    return shortfall
  }

  /// Whether other backups keep the days at the same sink for everything that this one captures.
  func isMadeUpFor(_ proof: BackupProof, at use: SinkUse, days: Int) -> Bool {
    proof.backup.materials.allSatisfy { material in
      backups.contains { other in
        other !== proof && !other.isSuspended
          && other.backup.materials.contains { $0.text.value == material.text.value }
          && other.backup.sinks.contains {
            $0.sink.text.value == use.sink.text.value && shortfall(of: other, at: $0, days: days) == nil
          }
      }
    }
  }

  /// Each backup at each sink where the days before today can't all be restored, although they must.
  var shortfalls: [KeptDaysShortfall] {
    guard let days = policy.restorableDays else { return [] }
    var found: [KeptDaysShortfall] = []
    for proof in backups {
      for use in proof.backup.sinks {
        guard let shortfall = shortfall(of: proof, at: use, days: days), policy.counts(use, of: proof.backup),
          !isMadeUpFor(proof, at: use, days: days)
        else { continue }
        found.append(KeptDaysShortfall(proof, use, days, shortfall))
      }
    }
    return found
  }
}

/// A backup at a sink where the days before today can't all be restored, although they must.
package final class KeptDaysShortfall: Sendable {
  package let backup: BackupProof
  package let use: SinkUse
  /// The UTC days that must be restorable.
  package let days: Int
  package let reason: RetentionShortfall

  init(_ backup: BackupProof, _ use: SinkUse, _ days: Int, _ reason: RetentionShortfall) {
    self.backup = backup
    self.use = use
    self.days = days
    self.reason = reason
  }
}

extension PolicyProof {
  /// Why a backup does not keep each of the days before today at a sink; `nil` if it does.
  package func shortfall(of proof: BackupProof, at use: SinkUse, days: Int) -> RetentionShortfall? {
    RetentionProver(policy: policy, backups: backups).shortfall(of: proof, at: use, days: days)
  }

  /// Whether other backups keep the days at the same sink for everything that this one captures.
  package func isMadeUpFor(_ proof: BackupProof, at use: SinkUse, days: Int) -> Bool {
    RetentionProver(policy: policy, backups: backups).isMadeUpFor(proof, at: use, days: days)
  }
}

extension BackupProof {
  /// The runs for a sink with one of the choices at deployment; `nil` if nothing starts automatically.
  package func runs(at use: SinkUse, choice: BackupChoice) -> BackupRuns? {
    let wait = use.cadence == nil ? wait(deadline: choice.deadline) : 0
    let cadences = use.cadence.map { [$0] } ?? backup.cadence.all
    for case .physical(let physical) in cadences {
      return BackupRuns(
        fulls: ScheduleUnion(schedule(of: physical.full)),
        differentials: physical.differential.map { ScheduleUnion(schedule(of: $0)) },
        incrementals: physical.incremental.map { ScheduleUnion(schedule(of: $0)) }, startWithin: startWithin,
        deadline: choice.deadline + wait)
    }
    guard let starts = use.cadence == nil ? choice.starts : starts(at: use) else { return nil }
    return BackupRuns(fulls: starts, startWithin: startWithin, deadline: choice.deadline + wait)
  }
}

extension Int {
  /// This day, counted from 1 January 1970, as `2026-10-25`.
  var asDate: String { Instant(secondsSince1970: Int64(self) * 86_400).date }
}

extension Instant {
  /// The UTC date, as `2026-10-25`.
  var date: String { String(rfc3339.prefix(10)) }
}
