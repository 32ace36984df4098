internal import Diagnostics
internal import Language
internal import Schedules

/// A schedule that restricts both the day of the month and the day of the week.
struct BothDaysRestricted: Rule {
  static let explanation = Explanation(
    "both-days-restricted", .warning,
    summary: "A cron expression restricts both the day of the month and the day of the week.",
    why: "Kubernetes then runs the job on days that match either field, although it reads as if both had to match.",
    remedy: "Write two cadences, one for each field, or restrict only one.",
    accepts: [
      """
      backups: {nightly: {materials: [keys], cadence: ["0 2 13 * *", "0 2 * * 5"], sinks: [local]}}
      """
    ],
    rejects: [
      """
      #                                               ↓
      backups: {nightly: {materials: [keys], cadence: "0 2 13 * 5", sinks: [local]}}
      """
    ])

  static let toleratesFaults = true

  func check(_ policy: Policy, _ report: inout Report) {
    policy.forEachClockCadence { cadence in
      if let fields = cadence.schedule.fields.first(where: { $0.bothDaysRestricted }) {
        report.fault(.either(fields, in: cadence.schedule.zone), at: cadence.span)
      }
    }
  }
}

extension Diagnostic.Message {
  fileprivate static func either(_ fields: CronFields, in zone: Zone) -> Self {
    var (byDate, byWeekday) = (fields, fields)
    (byDate.daysOfWeek, byDate.daysOfWeekStar) = (0, false)
    (byWeekday.daysOfMonth, byWeekday.daysOfMonthStar) = (0, false)
    let days = [day(byDate, zone), day(byWeekday, zone)].compactMap { $0 }
    return .init(
      "both day fields are restricted, so the schedule fires on days that match either"
        + (days.isEmpty ? "" : ": " + days.joined(separator: " and ")),
      help: "write two cadences, one for each field")
  }

  /// The first day on which an expression of one day field fires. For example: `Friday 2026-01-02`.
  private static func day(_ fields: CronFields, _ zone: Zone) -> String? {
    guard let run = ClockSchedule([fields], zone: zone).next(after: .proofStart) else { return nil }
    let local = zone.civilMinute(at: run)
    let names = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]
    let midnight = Instant(year: local.date.year, month: local.date.month, day: local.date.day)
    return names[local.date.weekday] + " " + midnight.rfc3339.prefix(10)
  }
}
