internal import Diagnostics
internal import Language
internal import Schedules

/// A schedule that restricts both the day of the month and the day of the week.
struct BothDaysRestricted: Rule {
  static let explanation = Explanation(
    "both-days-restricted", .warning,
    summary: "A cron expression restricts the day of the month and the day of the week.",
    why: "Kubernetes then runs on days that match either field, which reads as if it were both.",
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
      if cadence.schedule.fields.contains(where: { $0.bothDaysRestricted }) {
        report.fault(.either, at: cadence.span)
      }
    }
  }
}

extension Diagnostic.Message {
  fileprivate static var either: Self {
    .init(
      "both day fields are restricted, so the schedule fires on days that match either",
      help: "write two cadences to say so")
  }
}
