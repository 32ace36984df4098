internal import Diagnostics
internal import Language
internal import Schedules

/// A backup that runs less often than a standard demands.
struct CadenceBelowStandard: StandardRule {
  static let explanation = Explanation(
    "cadence-below-standard", .warning,
    summary: "A backup runs less often than a standard's `cadence` demands.",
    why:
      "Changes since the last run are in no copy. A sink with its own cadence is judged by that cadence. Write-ahead log that is shipped within the time captures everything. A demand in days allows for a 25-hour day; a demand in hours doesn't.",
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
      "nothing runs for \(Int(gap.seconds).asDuration), from \(gap.start.rfc3339) to \(gap.end.rfc3339), and the standard demands a run every \(demanded.written)",
      help: "run more often")
  }
  fileprivate static var unstarted: Self {
    .init("nothing starts this backup, and the standard demands regular runs", help: "let a cadence start it")
  }
  fileprivate static var bestEffort: Self {
    .init(
      "every sink of this backup is best-effort, so no run is guaranteed to make the copy that the standard demands",
      help: "add a sink that isn't `bestEffort`")
  }
}
