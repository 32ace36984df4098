internal import Diagnostics
internal import Language

/// A suspended backup under an objective that only its runs can meet.
struct SuspendedBackup: Rule {
  static let explanation = Explanation(
    "suspended-backup", .warning,
    summary: "A backup is suspended, although `objectives.rpo` limits the loss.",
    why:
      "Nothing starts it, so the loss grows every day. Suspensions tend to outlive the work that they were made for.",
    remedy: "Remove `suspend`; to allow suspension at deployment, state `alternatives: {suspend: true}`.",
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
    .init("nothing starts this backup, so the loss is unbounded", help: "remove `suspend`")
  }
}
