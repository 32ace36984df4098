internal import Diagnostics
internal import Language
internal import Schedules

/// A lock that ends while copies are still kept.
struct LockShorterThanRetention: Rule {
  static let explanation = Explanation(
    "lock-shorter-than-retention", .advice,
    summary: "The bucket's lock ends while copies are still kept.",
    why:
      "A lock protects copies against stolen credentials, but only until it ends. An attacker can delete every copy that is older.",
    remedy: "Lock for as long as copies matter, or accept that the lock protects only the newest.",
    accepts: [
      """
      secrets: {a: {}, b: {}}
      sinks: {local: {s3: {bucket: b, credentials: {static: {accessKeyId: a, secretAccessKey: b}}}, lock: {mode: governance, for: 30d}}}
      backups: {nightly: {materials: [keys], cadence: "0 2 * * *", sinks: [local], retention: 30d}}
      """
    ],
    rejects: [
      """
      secrets: {a: {}, b: {}}
      #                                                                                                   ↓
      sinks: {local: {s3: {bucket: b, credentials: {static: {accessKeyId: a, secretAccessKey: b}}}, lock: {mode: governance, for: 14d}}}
      backups: {nightly: {materials: [keys], cadence: "0 2 * * *", sinks: [local], retention: forever}}
      """
    ])

  func check(_ policy: Policy, _ report: inout Report) {
    for sink in policy.sinks {
      guard let lock = sink.lock else { continue }
      let isOutlived = policy.backups.contains { backup in
        backup.sinks.contains { use in
          use.sink.text.value == sink.id.value
            && (use.retention ?? backup.retention)?.rule.isSurelyLonger(than: lock.duration.seconds) ?? true
        }
      }
      if isOutlived { report.fault(.short(lock.duration.seconds), at: lock.origin) }
    }
  }
}

extension RetentionRule {
  /// Whether the retention itself says that copies older than these seconds are kept.
  fileprivate func isSurelyLonger(than seconds: Int) -> Bool {
    guard case .keep(let keep) = self else { return self == .forever }
    if keep.within ?? 0 > seconds { return true }
    let periods = [
      (keep.hourly, 3600), (keep.daily, 86_400), (keep.weekly, 7 * 86_400), (keep.monthly, 31 * 86_400),
      (keep.yearly, 366 * 86_400),
    ]
    return periods.contains { $0.limit > seconds / $1 + 1 } || keep.last == .unlimited
  }
}

extension Diagnostic.Message {
  fileprivate static func short(_ seconds: Int) -> Self {
    .init("copies are kept for longer than they are locked: once older than \(seconds.asDuration), they can be deleted")
  }
}
