internal import Diagnostics
internal import Language
internal import Schedules

/// A schedule that fires in leap years only.
struct RarelyFiringSchedule: Rule {
  static let explanation = Explanation(
    "rarely-firing-schedule", .warning,
    summary: "A schedule fires only on 29 February, once in four years.",
    why: "Years pass between two runs, eight of them around 2100, which isn't a leap year.",
    remedy: "Choose a day that exists in every year.",
    accepts: [
      """
      backups: {nightly: {materials: [keys], cadence: "0 2 28,29 2 *", sinks: [local]}}
      """
    ],
    rejects: [
      """
      #                                               ↓
      backups: {nightly: {materials: [keys], cadence: "0 2 29 2 *", sinks: [local]}}
      """
    ])

  static let toleratesFaults = true

  func check(_ policy: Policy, _ report: inout Report) {
    policy.forEachClockCadence { cadence in
      guard cadence.schedule.fields.allSatisfy({ $0.firesInLeapYearsOnly }), !cadence.schedule.fields.isEmpty,
        let gap = cadence.schedule.longestGap(from: .proofStart)
      else { return }
      report.fault(.rare(gap), at: cadence.span)
    }
  }
}

extension Diagnostic.Message {
  fileprivate static func rare(_ gap: RunGap) -> Self {
    .init(
      "the schedule fires only on 29 February: no run for \(gap.seconds / 86_400) days from \(gap.start.rfc3339) to "
        + gap.end.rfc3339,
      help: "choose a day that exists in every year")
  }
}
