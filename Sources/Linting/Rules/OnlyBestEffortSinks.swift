internal import Diagnostics
internal import Language

/// A backup that can't fail.
struct OnlyBestEffortSinks: Rule {
  static let isWaivable = true
  static let explanation = Explanation(
    "only-best-effort-sinks", .error,
    summary: "All sinks of a backup are best-effort.",
    why: "A best-effort sink that fails doesn't fail the run. The backup could succeed for ever with no copy anywhere.",
    remedy: "Ship to at least one sink that isn't `bestEffort`.",
    accepts: [
      """
      sinks: {local: {filesystem: {path: /srv/backup}}, disk: {filesystem: {path: /mnt/backup}, bestEffort: true}}
      backups: {nightly: {materials: [keys], cadence: "0 2 * * *", sinks: [local, disk]}}
      """
    ],
    rejects: [
      """
      sinks: {local: {filesystem: {path: /srv/backup}, bestEffort: true}}
      #         ↓
      backups: {nightly: {materials: [keys], cadence: "0 2 * * *", sinks: [local]}}
      """
    ])

  func check(_ policy: Policy, _ report: inout Report) {
    for backup in policy.backups {
      let sinks = backup.sinks.map { policy.sink(named: $0.sink.text.value) }
      if !sinks.isEmpty, sinks.allSatisfy({ $0?.bestEffort.value == true }) {
        report.fault(.unfailing(backup.id.value), at: backup.id.span)
      }
    }
  }
}

extension Diagnostic.Message {
  fileprivate static func unfailing(_ backup: String) -> Self {
    .init(
      "all sinks of `\(backup)` are best-effort, so a run without any copy succeeds",
      help: "ship to a sink that isn't `bestEffort`")
  }
}
