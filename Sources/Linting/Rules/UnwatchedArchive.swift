internal import Diagnostics
internal import Language

/// An objective that only archived WAL meets, without an alert when archiving stops.
struct UnwatchedArchive: Rule {
  static let isWaivable = true
  static let explanation = Explanation(
    "unwatched-archive", .error,
    summary: "`objectives.rpo` is met only by archived WAL, but no alert watches the archive.",
    why:
      "When archiving fails, WAL piles up on the server while every backup succeeds. The loss grows without bound, and nobody is alerted.",
    remedy: "Declare `alerts`, or run backups often enough to meet the objective without WAL.",
    accepts: [
      """
      objectives: {rpo: 5m}
      alerts: {prometheus: {severity: critical}}
      materials: {database: {postgresql: {serverVersion: 15, socket: /run/postgresql, user: postgres, peer: true, dataDirectory: /srv/pg}}}
      sinks: {local: {filesystem: {path: /srv/backup}, repository: {pgbackrest: {}}}}
      backups: {physical: {materials: [database], method: pgbackrest, cadence: {full: "0 1 * * *", wal: 5m}, sinks: [local]}}
      targets: {pgbackrest: {}}
      """
    ],
    rejects: [
      """
      objectives: {rpo: 5m}
      materials: {database: {postgresql: {serverVersion: 15, socket: /run/postgresql, user: postgres, peer: true, dataDirectory: /srv/pg}}}
      sinks: {local: {filesystem: {path: /srv/backup}, repository: {pgbackrest: {}}}}
      #                                                                                                 ↓
      backups: {physical: {materials: [database], method: pgbackrest, cadence: {full: "0 1 * * *", wal: 5m}, sinks: [local]}}
      targets: {pgbackrest: {}}
      """
    ])

  func check(_ proof: PolicyProof, _ report: inout Report) {
    guard let rpo = proof.policy.objectives.rpo, proof.policy.alerts == nil else { return }
    for backup in proof.backups {
      guard let archive = backup.archiveBound, archive.seconds <= rpo.within.seconds else { continue }
      let restsOnArchive = backup.backup.sinks.contains {
        proof.shortfallOfRuns(of: backup, at: $0, from: rpo) != nil && proof.policy.counts($0, of: backup.backup)
      }
      if restsOnArchive {
        report.fault(.unwatched, at: archive.span, notes: [.init("the objective", at: rpo.within.span)])
      }
    }
  }
}

extension Diagnostic.Message {
  fileprivate static var unwatched: Self {
    .init(
      "the objective is met only while WAL is archived, and nobody is alerted when that stops",
      help: "add `alerts: {prometheus: {}}`")
  }
}
