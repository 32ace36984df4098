internal import Diagnostics
internal import Language

/// A retention that doesn't fit the backup's method.
struct RetentionOfAnotherMethod: Rule {
  static let explanation = Explanation(
    "retention-of-another-method", .error,
    summary: "`fulls` or `differentials` are kept for a backup that makes none.",
    why: "Only physical methods make full and differential backups.",
    remedy: "Keep copies by age or period: `30d`, `{daily: 31, weekly: 8}`.",
    accepts: [
      """
      backups: {nightly: {materials: [keys], cadence: "0 2 * * *", sinks: [local], retention: {daily: 31}}}
      """
    ],
    rejects: [
      """
      #                                                                                       ↓
      backups: {nightly: {materials: [keys], cadence: "0 2 * * *", sinks: [local], retention: {fulls: 5}}}
      """
    ])

  static let toleratesFaults = true

  func check(_ policy: Policy, _ report: inout Report) {
    for backup in policy.backups where !backup.isPhysical {
      check(backup.retention, &report)
      for use in backup.sinks { check(use.retention, &report) }
    }
  }

  private func check(_ retention: Retention?, _ report: inout Report) {
    if case .physical(let physical) = retention { report.fault(.physical, at: physical.origin) }
  }
}

extension Diagnostic.Message {
  fileprivate static var physical: Self {
    .init("only a physical backup has fulls and differentials", help: "keep copies by period, such as `{daily: 31}`")
  }
}
