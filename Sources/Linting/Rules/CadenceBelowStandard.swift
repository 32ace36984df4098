internal import Diagnostics
internal import Language
internal import Schedules

/// A backup that runs more seldom than a standard demands.
struct CadenceBelowStandard: StandardRule {
  static let explanation = Explanation(
    "cadence-below-standard", .warning,
    summary: "A backup runs more seldom than a standard's `cadence` demands.",
    why:
      "What changed since the last run is in no copy. Each sink with a cadence of its own counts; write-ahead log that is shipped within the time captures everything. What is said in days allows for the day that has 25 hours; what is said in hours doesn't.",
    remedy: "Run more often.",
    accepts: [
      """
      standard: builtin
      backups: {nightly: {materials: [keys], cadence: {daily: "04:00", timeZone: Europe/Berlin}, sinks: [local]}}
      """
    ],
    rejects: [
      """
      standard: builtin
      #                                               ↓
      backups: {nightly: {materials: [keys], cadence: "0 2 * * 1-5", sinks: [local]}}
      """,
      """
      #                                               ↓
      backups: {nightly: {materials: [keys], cadence: {daily: "04:00", timeZone: Europe/Berlin}, sinks: [local]}}
      ---
      require: {cadence: 24h}
      """,
      """
      standard: builtin
      #                                               ↓
      backups: {nightly: {materials: [keys], cadence: manual, sinks: [local]}}
      """,
      """
      standard: builtin
      #                                                                                     ↓
      backups: {nightly: {materials: [keys], cadence: "0 2 * * *", sinks: [local], suspend: true}}
      """,
      """
      standard: builtin
      #                                                                                                     ↓
      backups: {nightly: {materials: [keys], cadence: "0 2 * * *", sinks: [local], alternatives: {cadence: ["0 2 * * 0"]}}}
      """,
    ])

  func demand(of standard: Standard) -> Span? { standard.require?.cadence?.span }

  func words(of standard: Standard) -> String { "cadence: \(standard.require?.cadence?.written ?? "")" }

  func check(_ proof: PolicyProof, against standard: Standard, _ report: inout Report) {
    guard let cadence = standard.require?.cadence else { return }
    proof.forEachUnmetUse({ $0.gapShortfall(at: $1, beyond: cadence) == nil }) { backup, use in
      guard let use else { return report.fault(.bestEffort, at: backup.backup.id.span) }
      switch backup.gapShortfall(at: use, beyond: cadence) {
      case .unstarted(let span): report.fault(.unstarted, at: span)
      case .gap(let gap, let span): report.fault(.gap(gap, cadence), at: span)
      case nil: break
      }
    }
  }
}

extension Diagnostic.Message {
  fileprivate static func gap(_ gap: RunGap, _ demanded: Duration) -> Self {
    .init(
      "from \(gap.start.rfc3339) to \(gap.end.rfc3339) nothing runs for \(Int(gap.seconds).asDuration), and the standard demands a run each \(demanded.written)",
      help: "run more often")
  }
  fileprivate static var unstarted: Self {
    .init("nothing starts this backup, and the standard demands that it runs", help: "let a cadence start it")
  }
  fileprivate static var bestEffort: Self {
    .init(
      "every sink of this backup is best-effort, so no run is sure to make the copy that the standard demands",
      help: "give it a sink whose failure fails the run")
  }
}
