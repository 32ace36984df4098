internal import Diagnostics
internal import Language

/// Files that are captured by the clock alone, where a standard demands that changes are followed.
struct FilesCapturedByClock: StandardRule {
  static let explanation = Explanation(
    "files-captured-by-clock", .warning,
    summary: "Files are captured by the clock alone, and a standard's `fileMaterial` wants changes followed.",
    why: "A key that was made after the night's run signs until the next. Lost with the host, it can't be made again.",
    remedy: "Capture them by `cadence: {onChange: {check: 1h, atLatestEvery: 24h}}`.",
    accepts: [
      """
      standard: builtin
      backups: {keys: {materials: [keys], cadence: {onChange: {check: 1h, atLatestEvery: 24h}}, sinks: [local]}}
      """
    ],
    rejects: [
      """
      standard: builtin
      #                               ↓
      backups: {nightly: {materials: [keys], cadence: "0 2 * * *", sinks: [local]}}
      """
    ])

  func demand(of standard: Standard) -> Span? { standard.require?.fileMaterial.flatMap { $0.value ? $0.span : nil } }

  func words(of standard: Standard) -> String { "fileMaterial: true" }

  func check(_ proof: PolicyProof, against standard: Standard, _ report: inout Report) {
    let policy = proof.policy
    for material in policy.materials {
      guard case .files = material.kind else { continue }
      var first: Text?
      var isFollowed = false
      for backup in policy.backups {
        guard let name = backup.materials.first(where: { $0.text.value == material.id.value }) else { continue }
        if first == nil { first = name.text }
        isFollowed = isFollowed || !backup.suspend.value && backup.cadence.all.contains { $0.followsChanges }
      }
      if let first, !isFollowed { report.fault(.byClock(material.id.value), at: first.span) }
    }
  }
}

extension Cadence {
  fileprivate var followsChanges: Bool { if case .onChange = self { true } else { false } }
}

extension Diagnostic.Message {
  fileprivate static func byClock(_ material: String) -> Self {
    .init(
      "no backup captures `\(material)` when it changes, as the standard demands",
      help: "write `cadence: {onChange: {check: 1h, atLatestEvery: 24h}}`")
  }
}
