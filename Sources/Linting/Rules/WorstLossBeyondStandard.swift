internal import Diagnostics
internal import Language

/// A backup that may lose more than a standard allows, even if its runs succeed.
struct WorstLossBeyondStandard: StandardRule {
  static let explanation = Explanation(
    "worst-loss-beyond-standard", .warning,
    summary: "More may be lost than a standard's `rpo` allows, even if every run succeeds.",
    why:
      "An organisation can promise no more than its weakest policy. The longest time between two starts, the start window, the spread, the deadline and a standby's lag add up, at each sink that survives the source.",
    remedy: "Run more often, or state a shorter `deadline` or `startWithin`.",
    accepts: [
      """
      backups: {nightly: {materials: [keys], cadence: "0 2 * * *", sinks: [local], deadline: 1h}}
      ---
      require: {rpo: 26h}
      """
    ],
    rejects: [
      """
      #                                               ↓
      backups: {nightly: {materials: [keys], cadence: "0 2 * * *", sinks: [local], deadline: 2h}}
      ---
      require: {rpo: 26h}
      """,
      """
      #                                               ↓
      backups: {nightly: {materials: [keys], cadence: manual, sinks: [local], deadline: 2h}}
      ---
      require: {rpo: 26h}
      """,
      """
      #                                                                                                   ↓
      backups: {nightly: {materials: [keys], cadence: "0 2 * * *", sinks: [local], deadline: 1h, suspend: true}}
      ---
      require: {rpo: 26h}
      """,
    ])

  func demand(of standard: Standard) -> Span? { standard.require?.rpo?.within.span }

  func words(of standard: Standard) -> String {
    guard let rpo = standard.require?.rpo else { return "rpo" }
    let within = rpo.within.written
    return rpo.failures == 0 ? "rpo: \(within)" : "rpo: {within: \(within), failures: \(rpo.failures)}"
  }

  func check(_ proof: PolicyProof, against standard: Standard, _ report: inout Report) {
    guard let rpo = standard.require?.rpo else { return }
    func shortfall(of backup: BackupProof, at use: SinkUse) -> (Diagnostic.Message, Span)? {
      if backup.isSuspended { return (.unstarted, backup.backup.suspend.span) }
      guard let shortfall = proof.shortfall(of: backup, at: use, from: rpo) else { return nil }
      switch shortfall {
      case .manual: return (.unstarted, backup.backup.cadence.span)
      case .archive(let wal): return (.archive(wal), wal.span)
      case .loss(let loss, let span):
        return (
          .loss(loss, at: use, failures: rpo.failures), use.cadence == nil ? span : use.sink.text.span
        )
      }
    }
    proof.forEachUnmetUse({ shortfall(of: $0, at: $1) == nil }) { backup, use in
      guard let use else { return report.fault(.bestEffort, at: backup.backup.id.span) }
      if let (message, span) = shortfall(of: backup, at: use) { report.fault(message, at: span) }
    }
  }
}

extension Diagnostic.Message {
  fileprivate static func loss(_ loss: WorstLoss, at use: SinkUse, failures: Int) -> Self {
    let condition =
      failures == 0
      ? "even if every run succeeds" : failures == 1 ? "after one failed run" : "after \(failures) failed runs"
    return .init(
      "\(loss.sum) may be lost at `\(use.sink.text.value)` \(condition), more than the standard allows",
      help: "run more often, or shorten `deadline` or `startWithin`")
  }
  fileprivate static func archive(_ wal: Duration) -> Self {
    .init(
      "\(wal.written) of write-ahead log may be lost, more than the standard allows", help: "ship it within that time")
  }
  fileprivate static var bestEffort: Self {
    .init(
      "every sink of this backup is best-effort, so the standard's limit on the loss doesn't hold",
      help: "add a sink that isn't `bestEffort`")
  }
  fileprivate static var unstarted: Self {
    .init(
      "nothing starts this backup, so the standard's limit on the loss doesn't hold", help: "let a cadence start it")
  }
}
