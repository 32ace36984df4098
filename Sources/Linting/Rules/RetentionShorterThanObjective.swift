internal import Diagnostics
internal import Language
internal import Schedules

/// A retention that doesn't keep the days that the objective demands.
struct RetentionShorterThanObjective: Rule {
  static let isWaivable = true
  static let explanation = Explanation(
    "retention-shorter-than-objective", .error,
    summary: "Copies expire although `objectives.retention` needs them.",
    why:
      "The objective means that at every instant, each of the days before today can be restored. N daily copies reach N-1 days back, since today has one too. A run that starts late makes older copies older. With write-ahead log, the oldest full must be older than the oldest day. This must hold at each sink that survives the source.",
    remedy: "Keep more copies, or promise fewer days.",
    accepts: [
      """
      objectives: {retention: 30d}
      backups: {nightly: {materials: [keys], cadence: "0 2 * * *", sinks: [local], retention: {daily: 31, weekly: 8}}}
      """,
      """
      objectives: {retention: 30d}
      backups: {keys: {materials: [keys], cadence: {onChange: {check: 1h, atLatestEvery: 24h}}, sinks: [local], retention: forever}}
      """,
      """
      objectives: {retention: 7d}
      backups:
        nightly: {materials: [keys], cadence: "0 2 * * *", sinks: [local], retention: {last: 8}}
        archive: {materials: [keys], cadence: {monthly: "1 04:00"}, sinks: [local], retention: {monthly: 12}}
      """,
    ],
    rejects: [
      """
      objectives: {retention: 30d}
      #                                                                                       ↓
      backups: {nightly: {materials: [keys], cadence: "0 2 * * *", sinks: [local], retention: {daily: 30}}}
      """,
      """
      objectives: {retention: 30d}
      #                                                                                       ↓
      backups: {nightly: {materials: [keys], cadence: "0 2 * * *", sinks: [local], retention: 30d}}
      """,
      """
      objectives: {retention: 7d}
      #                                                                                                                    ↓
      backups: {keys: {materials: [keys], cadence: {onChange: {check: 1h, atLatestEvery: 24h}}, sinks: [local], retention: {last: 8}}}
      """,
      """
      objectives: {retention: 30d}
      #                                                                                               ↓
      backups: {nightly: {materials: [keys], cadence: "0 2 * * *", sinks: [local], retention: {until: 2038-03-01}}}
      """,
    ])

  func check(_ proof: PolicyProof, _ report: inout Report) {
    for shortfall in proof.keptDaysShortfalls {
      let (backup, use, days) = (shortfall.backup, shortfall.use, shortfall.days)
      guard let objective = proof.policy.objectives.retention else { continue }
      let retention = use.retention ?? backup.backup.retention
      let span = retention?.span ?? backup.backup.cadence.span
      let message: Diagnostic.Message
      switch shortfall.reason {
      case .notMade, .external: continue
      case .manual: message = .manual
      case .until: message = .until(proof.policy.minimumCopies)
      case .changes: message = .changes(days)
      case .expired(let missing): message = .expired(missing, days, retention)
      case .unreached(let unreached): message = .unreached(unreached)
      }
      report.fault(
        message, at: span, notes: [.init("the objective: each of the last \(days) days", at: objective.span)])
    }
  }
}

extension Diagnostic.Message {
  fileprivate static func expired(_ missing: MissingDay, _ days: Int, _ retention: Retention?) -> Self {
    .init(
      "after the run at \(missing.noticed.rfc3339), no copy of \(missing.day.asDate) is left, \(days) days earlier",
      help: enough(days, retention))
  }
  fileprivate static func changes(_ days: Int) -> Self {
    .init(
      "any check may make a copy, so this few copies may not reach \(days) days back",
      // A retention by age would have to be longer still: a copy may be older than the day that it counts for.
      help: enough(days, nil))
  }
  fileprivate static func unreached(_ unreached: UnreachedDay) -> Self {
    .init(
      "after the run at \(unreached.noticed.rfc3339), the oldest full is that of \(unreached.oldestFull.rfc3339), too late "
        + "for the whole of \(unreached.day.asDate)", help: "keep more fulls")
  }
  fileprivate static func until(_ floor: Int) -> Self {
    .init(
      "from this date on, only \(floor) copies are kept",
      help: "keep copies by period, such as `{daily: 31}`, or `forever`")
  }
  fileprivate static var manual: Self {
    .init("nothing starts a manual backup, so no day is guaranteed a copy", help: "give it a cadence")
  }

  /// What would reach far enough, if possible in the form that the retention already has.
  private static func enough(_ days: Int, _ retention: Retention?) -> String {
    switch retention {
    case .within: "`\(days + 1)d` reaches \(days) days back however late a run starts"
    case .physical: "keep more fulls and differentials"
    default: "`daily: \(days + 1)` reaches \(days) days back, since today has a copy too"
    }
  }
}
