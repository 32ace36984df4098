internal import Diagnostics
internal import Language
internal import Schedules

/// A drill that restores everything more often than each hour.
struct DrillTooOften: Rule {
  static let isWaivable = true
  static let explanation = Explanation(
    "drill-too-often", .error,
    summary: "A drill starts more than once an hour.",
    why:
      "Each drill restores its backups in full. The next may be due before the last has ended, and stores charge for reads. Often months were meant: `3m` is three minutes.",
    remedy: "Write months as `mo`, such as `every: 3mo`.",
    accepts: [
      """
      drills: {often: {backups: [nightly], cadence: {every: 1h}}}
      """
    ],
    rejects: [
      """
      #                                                 ↓
      drills: {quarterly: {backups: [nightly], cadence: {every: 3m}}}
      """
    ])

  static let toleratesFaults = true

  func check(_ policy: Policy, _ report: inout Report) {
    for drill in policy.drills {
      for fields in drill.cadence.schedule.fields {
        let count = fields.minutes.nonzeroBitCount * fields.hours.nonzeroBitCount
        guard count > 24 else { continue }
        report.fault(.often(count), at: drill.cadence.span)
        break
      }
    }
  }
}

extension Diagnostic.Message {
  fileprivate static func often(_ count: Int) -> Self {
    .init("this drill starts \(count) times a day", help: "write months as `mo`, such as `every: 3mo`")
  }
}
