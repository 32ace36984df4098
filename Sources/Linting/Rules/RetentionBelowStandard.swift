internal import Diagnostics
internal import Language
internal import Schedules

/// A retention that lets go of days that a standard wants.
struct RetentionBelowStandard: StandardRule {
  static let explanation = Explanation(
    "retention-below-standard", .warning,
    summary: "Days can't be restored that a standard's `retention` demands.",
    why:
      "Damage is often found weeks later. At every instant each of the days before today must have a restorable copy: N dailies reach N-1 days back, since today has one too. It must hold at each sink that survives the source.",
    remedy: "Keep more, or run on each UTC day.",
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
    // Mostly the policy promises as much itself, and that is proven already.
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
    case .external: reason = "somebody else expires, and may expire anything"
    case .until: reason = "after the date copies may expire"
    case .notMade(let missing, _):
      (reason, help) = ("\(missing.day.asDate) may end without a copy", "run early enough on each UTC day")
    case .expired(let missing):
      reason = "after the run at \(missing.noticed.rfc3339) no copy of \(missing.day.asDate) is left"
    case .unreached(let unreached):
      (reason, help) = (
        "the oldest full at \(unreached.noticed.rfc3339) is too late for \(unreached.day.asDate)", "keep more fulls"
      )
    case .changes: reason = "where any look may make a copy, so few may not reach that far"
    }
    return .init("\(reason), and the standard wants each of the last \(days) days", help: help)
  }
}
