internal import Diagnostics
internal import Language
internal import Schedules

/// A lock that still protects a copy when the copy expires.
struct LockBeyondRetention: Rule {
  static let explanation = Explanation(
    "lock-beyond-retention", .warning,
    summary: "A copy expires while the bucket's lock still holds it.",
    why:
      "The store refuses to delete a locked object, or hides it and keeps it. The space is not freed, and data that should be gone still exists.",
    remedy: "Lock for no longer than the shortest time that a copy is kept.",
    accepts: [
      """
      secrets: {a: {}, b: {}}
      sinks: {local: {s3: {bucket: b, credentials: {static: {accessKeyId: a, secretAccessKey: b}}}, lock: {mode: governance, for: 14d}}}
      backups: {nightly: {materials: [keys], cadence: "0 2 * * *", sinks: [local], retention: {daily: 31}}}
      """
    ],
    rejects: [
      """
      secrets: {a: {}, b: {}}
      #                                                                                                   ↓
      sinks: {local: {s3: {bucket: b, credentials: {static: {accessKeyId: a, secretAccessKey: b}}}, lock: {mode: governance, for: 14d}}}
      backups: {hourly: {materials: [keys], cadence: "0 * * * *", sinks: [local], retention: {daily: 31}}}
      """
    ])

  func check(_ proof: PolicyProof, _ report: inout Report) {
    for sink in proof.policy.sinks {
      guard let lock = sink.lock else { continue }
      for backup in proof.backups {
        for use in backup.backup.sinks where use.sink.text.value == sink.id.value {
          let retention = use.retention ?? backup.backup.retention
          guard let retention, let runs = backup.runs(at: use, choice: backup.ownChoice),
            let life = runs.shortestLife(
              below: lock.duration.seconds, keeping: retention.rule, floor: proof.policy.minimumCopies)
          else { continue }
          report.fault(
            .locked(life.copy, life.expiry, lock.duration.seconds), at: lock.origin,
            notes: [.init("the retention", at: retention.span)])
        }
      }
    }
  }
}

extension BackupRuns {
  /// A copy that expires before it reaches the age in seconds, and when.
  fileprivate func shortestLife(
    below seconds: Int, keeping rule: RetentionRule, floor: Int
  ) -> (copy: Copy, expiry: Instant)? {
    // A month of history and that time show every early expiry.
    let end = Instant.proofStart.advanced(bySeconds: Int64(seconds + 40 * 86_400))
    let simulation = RetentionSimulation(
      of: runs(from: .proofStart, through: end), keeping: rule, floor: floor)
    return simulation.firstCopy(expiredWithin: seconds)
  }
}

extension Diagnostic.Message {
  fileprivate static func locked(_ copy: Copy, _ expiry: Instant, _ seconds: Int) -> Self {
    .init(
      "the copy of \(copy.instant.rfc3339) expires at \(expiry.rfc3339) and is locked until "
        + copy.instant.advanced(bySeconds: Int64(seconds)).rfc3339,
      help: "lock for a shorter time, or keep each copy for longer, for example with `within`")
  }
}
