internal import Diagnostics
internal import Language
internal import Schedules

/// A backup whose runs may last until its next one starts.
struct OverlappingRuns: Rule {
  static let isWaivable = true
  static let explanation = Explanation(
    "overlapping-runs", .error,
    summary: "A run may last until the next run of the same backup starts.",
    why:
      "The next run is then skipped, refused by a lock or kept waiting, so the loss depends on how long a run happens to take, and nothing says so. The start window, the spread and the deadline together must be shorter than the shortest time between two starts, across all kinds and sinks of the backup.",
    remedy: "State a shorter `deadline` or `startWithin`, or move the starts further apart.",
    accepts: [
      """
      backups: {hourly: {materials: [keys], cadence: "0 * * * *", sinks: [local], deadline: 40m}}
      """,
      """
      backups: {often: {materials: [keys], cadence: ["0 2 * * *", "0 3 * * 0"], sinks: [local]}}
      """,
    ],
    rejects: [
      """
      #                                                                                     ↓
      backups: {hourly: {materials: [keys], cadence: "0 * * * *", sinks: [local], deadline: 45m}}
      """,
      """
      backups:
        hourly:
          materials: [keys]
          cadence: "0 */6 * * *"
          sinks: [local]
      #                            ↓
          alternatives: {cadence: ["0 * * * *", "0 */2 * * *"]}
      """,
      """
      #                                               ↓
      backups: {nightly: {materials: [keys], cadence: {hourly: ":15", spread: 50m}, sinks: [local]}}
      """,
    ])

  func check(_ proof: PolicyProof, _ report: inout Report) {
    for backup in proof.backups {
      backup.forEachChoice { choice in
        let starts = choice.starts === backup.ownStarts ? backup.starts : choice.starts
        guard let starts, let shortest = backup.gaps(of: starts)?.shortest else { return true }
        let wait = backup.wait(deadline: choice.deadline)
        let duration = backup.startWithin + choice.spread + wait + choice.deadline
        guard duration >= Int(shortest.seconds) else { return true }
        let isOwn = choice.span == backup.backup.cadence.span
        report.fault(
          .overlap(backup.startWithin, wait, choice, shortest),
          at: isOwn ? backup.backup.deadline?.span ?? choice.span : choice.span,
          notes: [.between(shortest, at: backup.backup.cadence.span)])
        return false
      }
    }
  }
}

extension Diagnostic.Message {
  fileprivate static func overlap(_ startWithin: Int, _ wait: Int, _ choice: BackupChoice, _ shortest: RunGap) -> Self {
    var sum = startWithin.asDuration
    for part in [choice.spread, wait, choice.deadline] where part > 0 { sum += " + " + part.asDuration }
    let total = startWithin + choice.spread + wait + choice.deadline
    return .init(
      "a run may take \(sum) = \(total.asDuration), and the next may start after \(Int(shortest.seconds).asDuration)",
      help: "shorten `deadline` or `startWithin`, or move the starts further apart")
  }
}

extension Diagnostic.Note {
  fileprivate static func between(_ gap: RunGap, at span: Span) -> Self {
    .init("the shortest time between starts is from \(gap.start.rfc3339) to \(gap.end.rfc3339)", at: span)
  }
}
