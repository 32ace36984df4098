internal import Diagnostics
internal import Language

/// A lock under which pgbackrest can't work.
struct ComplianceLockOnRepository: Rule {
  static let explanation = Explanation(
    "compliance-lock-on-repository", .error,
    summary: "A pgbackrest repository is locked in compliance mode.",
    why: "pgbackrest overwrites `backup.info` and `archive.info` on every run, which the lock forbids.",
    remedy: "Use governance mode, or versioning without a lock.",
    accepts: [
      """
      secrets: {a: {}, b: {}}
      sinks: {local: {s3: {bucket: b, credentials: {static: {accessKeyId: a, secretAccessKey: b}}}, lock: {mode: compliance, for: 14d}}}
      """
    ],
    rejects: [
      """
      secrets: {a: {}, b: {}}
      #                                                                                                                                 ↓
      sinks: {local: {s3: {bucket: b, credentials: {static: {accessKeyId: a, secretAccessKey: b}}}, repository: {pgbackrest: {}}, lock: {mode: compliance, for: 14d}}}
      """
    ])

  static let toleratesFaults = true

  func check(_ policy: Policy, _ report: inout Report) {
    for sink in policy.sinks {
      guard case .pgbackrest = sink.repository, let lock = sink.lock, lock.mode == .compliance else { continue }
      report.fault(.locked, at: lock.origin)
    }
  }
}

extension Diagnostic.Message {
  fileprivate static var locked: Self {
    .init(
      "pgbackrest must overwrite files, which a lock in compliance mode forbids", help: "use `mode: governance`")
  }
}
