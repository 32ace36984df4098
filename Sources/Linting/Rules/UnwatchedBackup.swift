internal import Diagnostics
internal import Language

/// A promise that nobody would see broken.
struct UnwatchedBackup: Rule {
  static let explanation = Explanation(
    "unwatched-backup", .advice,
    summary: "`objectives.rpo` is promised, and nothing tells that a backup stopped.",
    why:
      "A run that fails can be seen; one that never starts says nothing. Schedules that stopped firing were found after weeks.",
    remedy: "Declare `alerts`, or a `heartbeat` under `notify` that is missed elsewhere.",
    accepts: [
      """
      objectives: {rpo: 26h}
      alerts: {prometheus: {severity: critical}}
      """,
      """
      objectives: {rpo: 26h}
      secrets: {beat: {}}
      notify: {heartbeat: beat}
      """,
    ],
    rejects: [
      """
      #                 ↓
      objectives: {rpo: 26h}
      """
    ])

  func check(_ policy: Policy, _ report: inout Report) {
    guard let rpo = policy.objectives.rpo, policy.alerts == nil else { return }
    // An objective that archived WAL meets is another rule's, and an error.
    for backup in policy.backups {
      for case .physical(let cadence) in backup.cadence.all where cadence.wal != nil { return }
    }
    let isHeard = policy.backups.allSatisfy { ($0.notify ?? policy.notify)?.heartbeat != nil }
    if !isHeard { report.fault(.unwatched, at: rpo.within.span) }
  }
}

extension Diagnostic.Message {
  fileprivate static var unwatched: Self {
    .init("nobody is told when a backup stops, and the loss grows", help: "add `alerts: {prometheus: {}}`")
  }
}
