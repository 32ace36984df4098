internal import Diagnostics
internal import Language

/// A backup without a copy that survives the loss of its host, which a standard demands.
struct CopiesOnHost: StandardRule {
  static let explanation = Explanation(
    "copies-on-host", .warning,
    summary: "No copy is guaranteed to be outside the source's failure domain, which a standard's `offHost` demands.",
    why:
      "Whatever destroys the host destroys the copies on it. A mount or a claim counts as part of the host unless its `failureDomain` says otherwise, and a best-effort sink may hold nothing.",
    remedy: "Add a sink elsewhere, or state the `failureDomain` of a mount that is elsewhere.",
    accepts: [
      """
      standard: builtin
      sinks: {local: {filesystem: {path: /mnt/nas}, failureDomain: nas}}
      """
    ],
    rejects: [
      """
      standard: builtin
      #         ↓
      backups: {nightly: {materials: [keys], cadence: "0 2 * * *", sinks: [local]}}
      """,
      """
      standard: builtin
      sinks: {local: {filesystem: {path: /mnt/nas}, failureDomain: nas, bestEffort: true}}
      #         ↓
      backups: {nightly: {materials: [keys], cadence: "0 2 * * *", sinks: [local]}}
      """,
    ])

  func demand(of standard: Standard) -> Span? { standard.require?.offHost.flatMap { $0.value ? $0.span : nil } }

  func words(of standard: Standard) -> String { "offHost: true" }

  func check(_ proof: PolicyProof, against standard: Standard, _ report: inout Report) {
    let policy = proof.policy
    for backup in policy.backups where !isElsewhere(backup, in: policy) {
      let isMadeUpFor = backup.materials.allSatisfy { material in
        policy.backups.contains { $0.captures(material.text.value) && isElsewhere($0, in: policy) }
      }
      if !isMadeUpFor { report.fault(.onHost, at: backup.id.span) }
    }
  }

  /// Whether a copy is guaranteed to be elsewhere. Another rule reports undeclared sinks.
  private func isElsewhere(_ backup: Backup, in policy: Policy) -> Bool {
    backup.sinks.contains { use in
      guard let sink = policy.sink(named: use.sink.text.value) else { return true }
      return !sink.bestEffort.value && policy.isOffSource(sink)
    }
  }
}

extension Diagnostic.Message {
  fileprivate static var onHost: Self {
    .init(
      "no copy of this backup is guaranteed to survive the loss of the source",
      help: "add a sink elsewhere, or state the sink's `failureDomain`")
  }
}
