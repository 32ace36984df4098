internal import Diagnostics
internal import Language
internal import Schedules

/// A retention that doesn't keep the days that a standard demands.
struct RetentionBelowStandard: StandardRule {
  static let explanation = Explanation(
    "retention-below-standard", .warning,
    summary: "A standard's `retention` demands days that can't be restored.",
    why:
      "Damage is often found weeks later. At every instant, each of the days before today must have a restorable copy. N daily copies reach N-1 days back, since today has one too. This must hold at each sink that survives the source.",
    remedy: "Keep more copies, or run on every UTC day.",
    accepts: [
      """
      standard: builtin
      backups: {nightly: {materials: [keys], cadence: "0 2 * * *", sinks: [local], retention: {daily: 31}}}
      """
    ],
    rejects: [
      """
      standard: builtin
      #                                                                                       ↓
      backups: {nightly: {materials: [keys], cadence: "0 2 * * *", sinks: [local], retention: {daily: 30}}}
      """,
      """
      standard: builtin
      #                                               ↓
      backups: {nightly: {materials: [keys], cadence: "0 2 * * 1-5", sinks: [local], retention: forever}}
      """,
      """
      standard: builtin
      #                                                                                       ↓
      backups: {nightly: {materials: [keys], cadence: "0 2 * * *", sinks: [local], retention: external}}
      """,
      """
      standard: builtin
      #                                                                                                                       ↓
      backups: {nightly: {materials: [keys], cadence: {onChange: {check: 1h, atLatestEvery: 24h}}, sinks: [local], retention: {last: 8}}}
      """,
    ])

  func demand(of standard: Standard) -> Span? { standard.require?.retention?.span }

  func words(of standard: Standard) -> String { "retention: \(standard.require?.retention?.written ?? "")" }

  func isPromised(by policy: Policy, to standard: Standard) -> Bool {
    guard let promised = policy.restorableDays, let days = days(of: standard) else { return false }
    return promised >= days
  }

  private func days(of standard: Standard) -> Int? {
    standard.require?.retention.map { ($0.seconds + 86_399) / 86_400 }
  }

  func check(_ proof: PolicyProof, against standard: Standard, _ report: inout Report) {
    guard let days = days(of: standard) else { return }
    // Usually the policy promises as much itself, and that is already proven.
    if let promised = proof.policy.restorableDays, promised >= days, proof.keptDaysShortfalls.isEmpty { return }
    proof.forEachUnmetUse({ proof.shortfall(of: $0, at: $1, days: days) == nil }) { backup, use in
      guard let use, let shortfall = proof.shortfall(of: backup, at: use, days: days) else { return }
      let kept = (use.retention ?? backup.backup.retention)?.span
      var span = kept ?? backup.backup.cadence.span
      if case .notMade(_, let choice) = shortfall { span = use.cadence == nil ? choice.span : use.sink.text.span }
      report.fault(.shortfall(shortfall, days), at: span)
    }
  }
}

extension Diagnostic.Message {
  fileprivate static func shortfall(_ shortfall: RetentionShortfall, _ days: Int) -> Self {
    let reason: String
    var help = "for example `retention: {daily: \(days + 1)}`"
    switch shortfall {
    case .manual: (reason, help) = ("nothing starts a manual backup", "give it a cadence")
    case .external: reason = "somebody else expires the copies, and may expire any of them"
    case .until: reason = "copies may expire after that date"
    case .notMade(let missing, _):
      (reason, help) = ("\(missing.day.asDate) may end without a copy", "run early enough on every UTC day")
    case .expired(let missing):
      reason = "after the run at \(missing.noticed.rfc3339), no copy of \(missing.day.asDate) is left"
    case .unreached(let unreached):
      (reason, help) = (
        "the oldest full at \(unreached.noticed.rfc3339) is too late for \(unreached.day.asDate)", "keep more fulls"
      )
    case .changes: reason = "any check may make a copy, so this few copies may not reach that far back"
    }
    return .init("\(reason), and the standard demands each of the last \(days) days", help: help)
  }
}
