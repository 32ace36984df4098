internal import Diagnostics
internal import Language
internal import Schedules

/// A spread that would move a schedule to days that cron can't name.
struct UnspreadableCadence: Rule {
  static let explanation = Explanation(
    "unspreadable-cadence", .error,
    summary: "A cadence can't be moved within its spread.",
    why:
      "Moved past midnight, it would fall on days that no cron expression can name, such as the day after the last of February.",
    remedy: "Choose an earlier time or a smaller spread, so that the window ends before midnight.",
    accepts: [
      """
      backups: {nightly: {materials: [keys], cadence: {daily: "02:00", spread: 4h}, sinks: [local]}}
      """
    ],
    rejects: [
      """
      #                                               ↓
      backups: {nightly: {materials: [keys], cadence: {cron: "0 23 29 2 *", spread: 4h}, sinks: [local]}}
      """
    ])

  static let toleratesFaults = true

  func check(_ policy: Policy, _ report: inout Report) {
    policy.forEachClockCadence { cadence in
      guard let spread = cadence.spread, spread.seconds >= 60 else { return }
      // A move can fail only by passing midnight, and the longest move passes it if any does.
      if cadence.schedule.shifted(byMinutes: spread.seconds / 60 - 1) == nil {
        report.fault(.unspreadable, at: cadence.span)
      }
    }
  }
}

extension Diagnostic.Message {
  fileprivate static var unspreadable: Self {
    .init(
      "moved within its spread, the schedule would fall on days that cron can't name",
      help: "choose a window that ends before midnight")
  }
}
