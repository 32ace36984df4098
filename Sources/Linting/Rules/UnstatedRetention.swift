internal import Diagnostics
internal import Language

/// A backup that never expires anything, and doesn't say so.
struct UnstatedRetention: Rule {
  static let explanation = Explanation(
    "unstated-retention", .advice,
    summary: "A backup states no `retention`, so nothing expires.",
    why: "Copies pile up until the sink is full, and then no run succeeds.",
    remedy: "State how long copies are kept, or `forever`.",
    accepts: [
      """
      backups: {nightly: {materials: [keys], cadence: "0 2 * * *", sinks: [{sink: local, retention: 30d}]}}
      """,
      """
      backups: {nightly: {materials: [keys], cadence: "0 2 * * *", sinks: [local], retention: forever}}
      """,
    ],
    rejects: [
      """
      #         ↓
      backups: {nightly: {materials: [keys], cadence: "0 2 * * *", sinks: [local]}}
      """
    ])

  func check(_ policy: Policy, _ report: inout Report) {
    for backup in policy.backups where backup.retention == nil {
      if backup.sinks.contains(where: { $0.retention == nil }) { report.fault(.unstated, at: backup.id.span) }
    }
  }
}

extension Diagnostic.Message {
  fileprivate static var unstated: Self {
    .init(
      "no `retention` is stated, so no copy ever expires",
      help: "for example `retention: {daily: 31, weekly: 8}`, or `forever`")
  }
}
