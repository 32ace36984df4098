internal import Diagnostics
internal import Language

/// An objective about copies that somebody else expires.
struct UnprovenRetention: Rule {
  static let isWaivable = true
  static let explanation = Explanation(
    "unproven-retention", .error,
    summary: "`retention: external` leaves expiry to others, so objectives about kept copies can't be proven.",
    why: "Whoever expires the copies may expire anything at any time, and nothing here would notice.",
    remedy: "State the retention here, or add a waiver that says who is responsible.",
    accepts: [
      """
      backups: {nightly: {materials: [keys], cadence: "0 2 * * *", sinks: [local], retention: external}}
      """,
      """
      objectives: {retention: 30d, maximumAge: 1y}
      backups: {nightly: {materials: [keys], cadence: "0 2 * * *", sinks: [local], retention: {daily: 31}}}
      """,
    ],
    rejects: [
      """
      objectives: {retention: 30d}
      #                                                                                       ↓
      backups: {nightly: {materials: [keys], cadence: "0 2 * * *", sinks: [local], retention: external}}
      """,
      """
      objectives: {maximumAge: 1y}
      #                                                                                       ↓
      backups: {nightly: {materials: [keys], cadence: "0 2 * * *", sinks: [local], retention: external}}
      """,
    ])

  func check(_ policy: Policy, _ report: inout Report) {
    let objectives = policy.objectives
    guard let objective = objectives.retention ?? objectives.maximumAge else { return }
    for backup in policy.backups {
      var isReported = false
      for use in backup.sinks where objectives.maximumAge != nil || policy.counts(use, of: backup) {
        guard case .external(let span) = use.retention ?? backup.retention else { continue }
        if use.retention == nil, isReported { continue }
        if use.retention == nil { isReported = true }
        report.fault(.external(use), at: span, notes: [.init("the objective", at: objective.span)])
      }
    }
  }
}

extension Diagnostic.Message {
  fileprivate static func external(_ use: SinkUse) -> Self {
    .init(
      "somebody else expires the copies at `\(use.sink.text.value)`, so the objective can't be proven there",
      help: "state the retention, or add a waiver with a reason")
  }
}
