internal import Diagnostics
internal import Language

/// A promised recovery time that nothing measures.
struct UnmeasuredRecoveryTime: Rule {
  static let explanation = Explanation(
    "unmeasured-recovery-time", .advice,
    summary: "`objectives.rto` is promised, but no drill measures it.",
    why: "Only doing a restore shows how long it takes.",
    remedy: "Add a drill, or remove the objective.",
    accepts: [
      """
      objectives: {rto: 1h}
      drills: {quarterly: {backups: [nightly], cadence: {every: 3mo}}}
      """
    ],
    rejects: [
      """
      #                 ↓
      objectives: {rto: 1h}
      """
    ])

  func check(_ policy: Policy, _ report: inout Report) {
    guard let rto = policy.objectives.rto, policy.drills.isEmpty else { return }
    report.fault(.unmeasured, at: rto.span)
  }
}

extension Diagnostic.Message {
  fileprivate static var unmeasured: Self {
    .init("no drill measures how long a restore takes", help: "add a drill under `drills`")
  }
}
