internal import Diagnostics
internal import Language

/// A dumped database of unknown size.
struct UnstatedSize: Rule {
  static let explanation = Explanation(
    "unstated-size", .error,
    summary: "A database is dumped, but its expected size is not stated.",
    why:
      "A dump is written to scratch space and decoded there before it ships. Without a limit, it fills the node's disk and evicts the pods there.",
    remedy: "State `expectedSize`, the largest size that an archive may reach.",
    accepts: [
      """
      materials: {keys: {postgresql: {serverVersion: 16, database: app, socket: /run/postgresql, user: app, peer: true, expectedSize: 1Gi}}}
      """
    ],
    rejects: [
      """
      #                              ↓
      materials: {keys: {postgresql: {serverVersion: 16, database: app, socket: /run/postgresql, user: app, peer: true}}}
      """
    ])

  func check(_ policy: Policy, _ report: inout Report) {
    for material in policy.materials {
      guard case .postgresql(let server) = material.kind, server.expectedSize == nil else { continue }
      let isDumped = policy.backups.contains { backup in
        !backup.isPhysical && backup.materials.contains { $0.text.value == material.id.value }
      }
      if isDumped { report.fault(.unstated(material.id.value), at: server.origin) }
    }
  }
}

extension Diagnostic.Message {
  fileprivate static func unstated(_ material: String) -> Self {
    .init("the expected size of `\(material)` is not stated", help: "add `expectedSize`, such as `2Gi`")
  }
}
