internal import Diagnostics
internal import Language

/// A promise that nobody would notice being broken.
struct UnwatchedBackup: Rule {
  static let explanation = Explanation(
    "unwatched-backup", .advice,
    summary: "`objectives.rpo` is promised, but nobody is alerted when a backup stops.",
    why:
      "A run that fails is visible; a run that never starts is silent. Schedules have stopped for weeks before anybody noticed.",
    remedy: "Declare `alerts`, or a `heartbeat` under `notify` to a service that notices when it is missing.",
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
    // If only archived WAL meets the objective, another rule reports an error.
    for backup in policy.backups {
      for case .physical(let cadence) in backup.cadence.all where cadence.wal != nil { return }
    }
    let isHeard = policy.backups.allSatisfy { ($0.notify ?? policy.notify)?.heartbeat != nil }
    if !isHeard { report.fault(.unwatched, at: rpo.within.span) }
  }
}

extension Diagnostic.Message {
  fileprivate static var unwatched: Self {
    .init("nobody is alerted when a backup stops, so the loss grows unnoticed", help: "add `alerts: {prometheus: {}}`")
  }
}
