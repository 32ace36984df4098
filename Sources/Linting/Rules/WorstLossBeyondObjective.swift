internal import Diagnostics
internal import Language
internal import Schedules

/// A backup that may lose more than the objective allows, even if its runs succeed.
struct WorstLossBeyondObjective: Rule {
  static let isWaivable = true
  static let explanation = Explanation(
    "worst-loss-beyond-objective", .error,
    summary: "More may be lost than `objectives.rpo` allows, even if every run succeeds.",
    why:
      "A change made just after a run has read the data is in no copy until the next run's copy is verified. The longest time between two starts, the start window, the spread, the deadline and a standby's lag add up. This must hold at each sink that survives the source, because a single sink may be all that is left.",
    remedy: "Run more often, state a shorter `deadline` or `startWithin`, or promise less.",
    accepts: [
      """
      objectives: {rpo: 26h}
      backups: {nightly: {materials: [keys], cadence: "0 2 * * *", sinks: [local], deadline: 1h}}
      """,
      """
      objectives: {rpo: {within: 50h, failures: 1}}
      backups: {nightly: {materials: [keys], cadence: "0 2 * * *", sinks: [local], deadline: 90m}}
      """,
      """
      objectives: {rpo: 2h}
      backups:
        hourly: {materials: [keys], cadence: {onChange: {check: 1h, atLatestEvery: 24h}}, sinks: [local]}
        archive: {materials: [keys], cadence: {monthly: "1 04:00"}, sinks: [local]}
      """,
    ],
    rejects: [
      """
      objectives: {rpo: 24h}
      #                                               ↓
      backups: {nightly: {materials: [keys], cadence: "0 2 * * *", sinks: [local], deadline: 1h}}
      """,
      """
      objectives: {rpo: 26h}
      #                                               ↓
      backups: {nightly: {materials: [keys], cadence: {daily: "04:00", timeZone: Europe/Berlin}, sinks: [local], deadline: 1h}}
      """,
      """
      objectives: {rpo: 26h}
      #                                               ↓
      backups: {nightly: {materials: [keys], cadence: manual, sinks: [local]}}
      """,
      """
      objectives: {rpo: 5m}
      materials:
        database: {postgresql: {serverVersion: 16, socket: /run/postgresql, user: postgres, peer: true, dataDirectory: /data}}
      sinks: {local: {filesystem: {path: /srv/backup}, repository: {pgbackrest: {}}}}
      #                                                                                                 ↓
      backups: {physical: {materials: [database], method: pgbackrest, cadence: {full: "0 1 * * *", wal: 10m}, sinks: [local]}}
      """,
    ])

  func check(_ proof: PolicyProof, _ report: inout Report) {
    guard let rpo = proof.policy.objectives.rpo else { return }
    for backup in proof.backups {
      let isBestEffort = backup.backup.sinks.allSatisfy {
        proof.policy.sink(named: $0.sink.text.value)?.bestEffort.value == true
      }
      if isBestEffort {
        report.fault(.bestEffort, at: backup.backup.id.span, notes: [.init("the objective", at: rpo.within.span)])
      }
      var isOwnCadenceReported = false
      for use in backup.backup.sinks where use.cadence != nil || !isOwnCadenceReported {
        guard let shortfall = proof.shortfall(of: backup, at: use, from: rpo),
          proof.policy.counts(use, of: backup.backup), !proof.isMadeUpFor(backup, at: use, rpo)
        else { continue }
        if use.cadence == nil { isOwnCadenceReported = true }
        self.report(shortfall, backup, use, rpo, &report)
      }
    }
  }

  private func report(
    _ shortfall: LossShortfall, _ backup: BackupProof, _ use: SinkUse, _ rpo: RecoveryPoint, _ report: inout Report
  ) {
    let objective = Diagnostic.Note("the objective", at: rpo.within.span)
    switch shortfall {
    case .manual: report.fault(.manual, at: backup.backup.cadence.span, notes: [objective])
    case .archive(let wal): report.fault(.archive(wal, allowed: rpo.within.seconds), at: wal.span, notes: [objective])
    case .loss(let loss, let span):
      let span = use.cadence == nil ? span : use.sink.text.span
      report.fault(
        .loss(loss, at: use, of: backup.backup, failures: rpo.failures, allowed: rpo.within.seconds), at: span,
        notes: [.between(loss.gap, at: span), objective])
    }
  }
}

extension Diagnostic.Message {
  fileprivate static func loss(
    _ loss: WorstLoss, at use: SinkUse, of backup: Backup, failures: Int, allowed: Int
  ) -> Self {
    let condition =
      failures == 0
      ? "even if every run succeeds" : failures == 1 ? "after one failed run" : "after \(failures) failed runs"
    return .init(
      "\(loss.sum) may be lost at `\(use.sink.text.value)` \(condition), and the objective is \(allowed.asDuration)",
      help: "\(backup.isPhysical ? "ship the write-ahead log with `wal`, " : "")"
        + "run more often, shorten `deadline` or `startWithin`, or promise less")
  }
  fileprivate static func archive(_ wal: Duration, allowed: Int) -> Self {
    .init(
      "\(wal.written) of write-ahead log may be lost, and the objective is \(allowed.asDuration)",
      help: "ship it within the objective, or promise less")
  }
  fileprivate static var bestEffort: Self {
    .init(
      "every sink of this backup is best-effort, so the loss is unbounded",
      help: "add a sink that isn't `bestEffort`")
  }
  fileprivate static var manual: Self {
    .init("nothing starts a manual backup, so the loss is unbounded", help: "give it a cadence")
  }
}

extension Diagnostic.Note {
  fileprivate static func between(_ gap: RunGap, at span: Span) -> Self {
    .init("the longest time between starts is from \(gap.start.rfc3339) to \(gap.end.rfc3339)", at: span)
  }
}
