internal import Diagnostics
internal import Language
internal import Schedules

/// A schedule that never fires.
struct NeverFiringSchedule: Rule {
  static let explanation = Explanation(
    "never-firing-schedule", .error,
    summary: "A schedule names a day that none of its months has.",
    why: "Kubernetes and systemd accept it, and never run it.",
    remedy: "Choose a day that exists in the named months.",
    accepts: [
      """
      backups: {nightly: {materials: [keys], cadence: "0 2 31 1 *", sinks: [local]}}
      """
    ],
    rejects: [
      """
      #                                               ↓
      backups: {nightly: {materials: [keys], cadence: "0 2 30 2 *", sinks: [local]}}
      """
    ])

  static let toleratesFaults = true

  func check(_ policy: Policy, _ report: inout Report) {
    policy.forEachClockCadence { cadence in
      if cadence.schedule.fields.contains(where: { $0.neverFires }) { report.fault(.never, at: cadence.span) }
    }
  }
}

extension Diagnostic.Message {
  fileprivate static var never: Self { .init("the schedule never fires: none of its months has that day") }
}
