internal import Diagnostics
internal import Language

/// Files that are captured only by the clock, although a standard demands that changes be captured.
struct FilesCapturedByClock: StandardRule {
  static let explanation = Explanation(
    "files-captured-by-clock", .warning,
    summary:
      "Files are captured only by the clock, although a standard's `fileMaterial` demands that changes be captured.",
    why:
      "A key that is made after the nightly run is in use, and in no copy, until the next run. Lost with the host, it can't be recreated.",
    remedy: "Capture them with `cadence: {onChange: {check: 1h, atLatestEvery: 24h}}`.",
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
      "no backup captures `\(material)` when it changes, which the standard demands",
      help: "write `cadence: {onChange: {check: 1h, atLatestEvery: 24h}}`")
  }
}
