internal import Diagnostics
internal import Language

/// A database that is to be captured when it changes.
struct ChangeOfDatabase: Rule {
  static let explanation = Explanation(
    "change-of-database", .error,
    summary: "A database has an `onChange` cadence.",
    why: "Two dumps of an unchanged database differ, so every check would capture it.",
    remedy: "Give the database a clock cadence in a backup of its own.",
    accepts: [
      """
      backups: {nightly: {materials: [keys], cadence: {onChange: {check: 1h, atLatestEvery: 24h}}, sinks: [local]}}
      """
    ],
    rejects: [
      """
      materials: {keys: {postgresql: {serverVersion: 16, database: app, socket: /run/postgresql, user: app, peer: true, expectedSize: 1Gi}}}
      #                               ↓
      backups: {nightly: {materials: [keys], cadence: {onChange: {check: 1h, atLatestEvery: 24h}}, sinks: [local]}}
      """
    ])

  static let toleratesFaults = true

  func check(_ policy: Policy, _ report: inout Report) {
    for backup in policy.backups {
      for cadence in backup.cadence.all {
        guard case .onChange(let change) = cadence else { continue }
        for name in backup.materials {
          guard let material = policy.material(named: name.text.value), case .postgresql = material.kind else {
            continue
          }
          report.fault(
            .changing(name.text.value), at: name.text.span, notes: [.init("the cadence", at: change.origin)])
        }
      }
    }
  }
}

extension Diagnostic.Message {
  fileprivate static func changing(_ name: String) -> Self {
    .init(
      "a dump can't show whether the database `\(name)` changed",
      help: "move it to a separate backup with a schedule")
  }
}
