internal import Diagnostics
internal import Language

/// A database of unknown size that is to be dumped.
struct UnstatedSize: Rule {
  static let explanation = Explanation(
    "unstated-size", .error,
    summary: "A database is dumped whose expected size is not stated.",
    why:
      "A dump is made and decoded on scratch space before it ships: unbounded, it fills the node's disk and evicts what runs there.",
    remedy: "State `expectedSize`, the largest that an archive may become.",
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
    .init("how large a dump of `\(material)` may become is not stated", help: "add `expectedSize`, such as `2Gi`")
  }
}
