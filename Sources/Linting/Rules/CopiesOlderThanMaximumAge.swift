internal import Diagnostics
internal import Language
internal import Schedules

/// Copies that are kept longer than allowed.
struct CopiesOlderThanMaximumAge: Rule {
  static let isWaivable = true
  static let explanation = Explanation(
    "copies-older-than-maximum-age", .error,
    summary: "A copy may become older than `objectives.maximumAge`.",
    why:
      "Privacy rules limit how old a copy may become. A copy exists until the run that expires it ends, and the proof assumes the latest end.",
    remedy: "Keep copies for a shorter time, or allow a greater age.",
    accepts: [
      """
      objectives: {maximumAge: 40d}
      backups: {nightly: {materials: [keys], cadence: "0 2 * * *", sinks: [local], retention: {daily: 31}}}
      """
    ],
    rejects: [
      """
      objectives: {maximumAge: 40d}
      #                                                                                       ↓
      backups: {nightly: {materials: [keys], cadence: "0 2 * * *", sinks: [local], retention: {daily: 31, weekly: 8}}}
      """,
      """
      objectives: {maximumAge: 1y}
      #                                                                                       ↓
      backups: {nightly: {materials: [keys], cadence: "0 2 * * *", sinks: [local], retention: forever}}
      """,
    ])

  func check(_ proof: PolicyProof, _ report: inout Report) {
    guard let objective = proof.policy.objectives.maximumAge else { return }
    let notes = [Diagnostic.Note("the objective", at: objective.span)]
    for backup in proof.backups {
      for (index, use) in backup.backup.sinks.enumerated() {
        let retention = use.retention ?? backup.backup.retention
        // The backup's own retention is judged at the first sink that has it.
        if use.retention == nil, backup.backup.sinks[..<index].contains(where: { $0.retention == nil }) { continue }
        let span = retention?.span ?? backup.backup.id.span
        switch retention?.rule ?? .forever {
        case .external: continue
        case .forever, .until: report.fault(.forever, at: span, notes: notes)
        case .keep, .physical:
          if let old = backup.oldCopy(at: use, seconds: objective.seconds, floor: proof.policy.minimumCopies) {
            report.fault(.old(old, objective.seconds), at: span, notes: notes)
          }
        }
      }
    }
  }
}

extension BackupProof {
  /// A copy that becomes older than so many seconds.
  fileprivate func oldCopy(at use: SinkUse, seconds: Int, floor: Int) -> Copy? {
    guard let runs = runs(at: use, choice: ownChoice) else { return nil }
    let rule = (use.retention ?? backup.retention)?.rule ?? .forever
    // Any copy that is kept too long shows up within that time plus the longest calendar period.
    let end = Instant.proofStart.advanced(bySeconds: Int64(seconds + 400 * 86_400))
    let simulation = RetentionSimulation(
      of: runs.runs(from: .proofStart, through: end), keeping: rule, floor: floor)
    return simulation.firstCopy(olderThan: seconds, lag: runs.lag)
  }
}

extension Diagnostic.Message {
  fileprivate static func old(_ copy: Copy, _ seconds: Int) -> Self {
    .init(
      "the copy of \(copy.instant.rfc3339) may still exist more than \(seconds.asDuration) later",
      help: "keep copies for a shorter time")
  }
  fileprivate static var forever: Self {
    .init("nothing limits the age of these copies", help: "keep copies by age or period, such as `{daily: 31}`")
  }
}
