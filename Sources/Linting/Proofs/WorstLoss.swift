internal import Diagnostics
package import Language
package import Schedules

/// The most that may be lost if every run succeeds, or all but some in a row: a change just after a run has read the
/// data is in no copy until the next run's copy is verified.
package struct WorstLoss: Sendable {
  /// The longest time between two starts; with failed runs between them, between the two that succeed.
  package let gap: RunGap
  /// Seconds that the run may start late.
  package let startWithin: Int
  /// Seconds within which the cadence is moved by a constant amount. The whole window counts, so that the sum holds for
  /// every name of the deployment, even when it is renamed.
  package let spread: Int
  /// Seconds that the run may take.
  package let deadline: Int
  /// Seconds that the run may wait for the same backup's runs to other repositories of its stanza.
  package let wait: Int
  /// Seconds by which the standby may lag.
  package let lag: Int

  /// The sum in seconds.
  package var seconds: Int { Int(gap.seconds) + startWithin + spread + wait + deadline + lag }

  /// The sum with its parts, such as `24h + 30m + 1h = 25h30m`: the time between starts, the start window, and, where
  /// there are any, the spread, the wait, the deadline and the lag.
  package var sum: String {
    var sum = Int(gap.seconds).asDuration
    for part in [startWithin, spread, wait, deadline, lag] where part > 0 { sum += " + " + part.asDuration }
    return sum + " = " + seconds.asDuration
  }
}

extension PolicyProof {
  /// What may be lost at a sink with the worst choice at deployment, after some failed runs in a row; `nil` if the loss
  /// is unbounded.
  package func worstLoss(of backup: BackupProof, at use: SinkUse, failures: Int = 0) -> WorstLoss? {
    let lag = standbyLag(of: backup.backup)
    var worst: WorstLoss?
    backup.forEachChoice { choice in
      if let loss = backup.worstLoss(at: use, choice: choice, failures: failures, lag: lag),
        loss.seconds > worst?.seconds ?? -1
      {
        worst = loss
      }
      return true
    }
    return worst
  }
}

extension BackupProof {
  /// The longest time between two starts, in seconds, with the worst choice at deployment; `nil` if nothing starts
  /// automatically, or not for ever.
  package var longestGap: Int? {
    guard var longest = gaps?.longest.seconds else { return nil }
    for alternative in backup.alternatives?.cadence ?? [] {
      guard let gap = gaps(of: ScheduleUnion(schedule(of: alternative)))?.longest else { return nil }
      longest = max(longest, gap.seconds)
    }
    return Int(longest)
  }

  /// What may be lost at a sink with one of the choices at deployment, after some failed runs in a row; `nil` if
  /// nothing starts automatically, or not for ever.
  package func worstLoss(at use: SinkUse, choice: BackupChoice, failures: Int = 0, lag: Int = 0) -> WorstLoss? {
    guard let starts = use.cadence == nil ? choice.starts : starts(at: use),
      let gap = gaps(of: starts, spanning: failures + 1)?.longest
    else { return nil }
    return WorstLoss(
      gap: gap, startWithin: startWithin, spread: choice.spread, deadline: choice.deadline,
      wait: use.cadence == nil ? wait(deadline: choice.deadline) : 0, lag: lag)
  }

  /// Seconds that a run may wait for others that start at the same instant: pgbackrest makes one backup of a stanza at a
  /// time, and each repository is given one.
  package func wait(deadline: Int) -> Int {
    guard backup.isPhysical else { return 0 }
    return max(0, backup.sinks.count { $0.cadence == nil } - 1) * deadline
  }

  /// Seconds within which all changes are in the archive of a physical backup: closing a segment and shipping it.
  package var archiveBound: Duration? {
    for cadence in backup.cadence.all {
      if case .physical(let physical) = cadence { return physical.wal }
    }
    return nil
  }
}
