internal import Diagnostics
internal import Language

/// A suspended backup under an objective that only its runs can meet.
struct SuspendedBackup: Rule {
  static let explanation = Explanation(
    "suspended-backup", .warning,
    summary: "A backup is suspended, and `objectives.rpo` promises a bound on the loss.",
    why: "Nothing starts it, so the loss grows from day to day. A suspension outlives the work that it was made for.",
    remedy: "Remove `suspend`; to be able to suspend at deployment, state `alternatives: {suspend: true}`.",
    accepts: [
      """
      objectives: {rpo: 26h}
      backups: {nightly: {materials: [keys], cadence: "0 2 * * *", sinks: [local], deadline: 1h, suspend: false}}
      """
    ],
    rejects: [
      """
      objectives: {rpo: 26h}
      #                                                                                                   ↓
      backups: {nightly: {materials: [keys], cadence: "0 2 * * *", sinks: [local], deadline: 1h, suspend: true}}
      """
    ])

  func check(_ policy: Policy, _ report: inout Report) {
    guard let rpo = policy.objectives.rpo else { return }
    for backup in policy.backups {
      guard backup.suspend.value else { continue }
      report.fault(.suspended, at: backup.suspend.span, notes: [.init("the objective", at: rpo.within.span)])
    }
  }
}

extension Diagnostic.Message {
  fileprivate static var suspended: Self {
    .init("nothing starts this backup, so no bound on the loss holds", help: "remove `suspend`")
  }
}
