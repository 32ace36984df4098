internal import Diagnostics
internal import Language
internal import Schedules

/// A UTC day that may end without a copy.
struct DayWithoutCopy: Rule {
  static let isWaivable = true
  static let explanation = Explanation(
    "day-without-copy", .error,
    summary:
      "A UTC day may end without a verified copy of its own, although `objectives.retention` demands one for each day.",
    why:
      "The objective means that at every instant, each of the days before today has a restorable copy. A copy counts once it is verified, which may be as late as the start window and the deadline allow. A nightly run in a local time zone may fall on one UTC day twice and skip another.",
    remedy: "Run every day, early enough that the run ends before midnight UTC, or state a shorter `deadline`.",
    accepts: [
      """
      objectives: {retention: 30d}
      backups: {nightly: {materials: [keys], cadence: "0 2 * * *", sinks: [local], retention: {daily: 31}}}
      """,
      """
      objectives: {retention: 30d}
      backups: {nightly: {materials: [keys], cadence: {daily: "03:30", timeZone: Europe/Berlin}, sinks: [local], retention: {daily: 31}}}
      """,
    ],
    rejects: [
      """
      objectives: {retention: 30d}
      #                                               ↓
      backups: {nightly: {materials: [keys], cadence: "0 2 * * 1-5", sinks: [local], retention: {daily: 31}}}
      """,
      """
      objectives: {retention: 30d}
      #                                               ↓
      backups: {nightly: {materials: [keys], cadence: "0 23 * * *", sinks: [local], retention: {daily: 31}}}
      """,
      """
      objectives: {retention: 30d}
      #                                               ↓
      backups: {nightly: {materials: [keys], cadence: {daily: "01:30", timeZone: Europe/Berlin}, sinks: [local], retention: {daily: 31}}}
      """,
    ])

  func check(_ proof: PolicyProof, _ report: inout Report) {
    var reported: Span?
    for shortfall in proof.keptDaysShortfalls {
      let (backup, use) = (shortfall.backup, shortfall.use)
      guard case .notMade(let missing, let choice) = shortfall.reason else { continue }
      let span = use.cadence == nil ? choice.span : use.sink.text.span
      guard span != reported else { continue }
      reported = span
      guard let objective = proof.policy.objectives.retention else { continue }
      let lag = backup.startWithin + choice.deadline
      let starts = use.cadence == nil ? choice.starts : backup.starts(at: use)
      let first = starts?.firstStart(on: missing.day)
      report.fault(
        first.map { .late(missing.day, $0, lag: lag) } ?? .none(missing.day), at: span,
        notes: [.init("the objective: each of the last \(shortfall.days) days", at: objective.span)])
    }
  }
}

extension ScheduleUnion {
  /// The first start of a UTC day, the one with the most time.
  fileprivate func firstStart(on day: Int) -> Instant? {
    let midnight = Instant(secondsSince1970: Int64(day) * 86_400)
    return instants(from: midnight, through: midnight.advanced(bySeconds: 86_399), rule: .systemd).first
  }
}

extension Diagnostic.Message {
  fileprivate static func none(_ day: Int) -> Self {
    .init("\(day.asDate) has no run, so nothing restores that day", help: "run on every UTC day")
  }
  fileprivate static func late(_ day: Int, _ start: Instant, lag: Int) -> Self {
    .init(
      "\(day.asDate) may end without a copy: its first run starts at \(start.rfc3339) and may be verified as late as "
        + start.advanced(bySeconds: Int64(lag)).rfc3339,
      help: "start it early enough to end before midnight UTC, or shorten `deadline` or `startWithin`")
  }
}
