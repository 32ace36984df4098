internal import Diagnostics
internal import Language

/// A method that can't capture one of the backup's materials.
struct MethodOfAnotherMaterial: Rule {
  static let explanation = Explanation(
    "method-of-another-material", .error,
    summary: "A backup's `method` can't capture one of its materials.",
    why: "pg_dump can't capture files, and pgbackrest captures exactly one PostgreSQL server.",
    remedy: "Leave `method` out, so that it follows from the material, or give each method its own backup.",
    accepts: [
      """
      backups: {nightly: {materials: [keys], method: files, cadence: "0 2 * * *", sinks: [local]}}
      """
    ],
    rejects: [
      """
      #                               ↓
      backups: {nightly: {materials: [keys], method: pg_dump, cadence: "0 2 * * *", sinks: [local]}}
      """
    ])

  static let toleratesFaults = true

  func check(_ policy: Policy, _ report: inout Report) {
    for backup in policy.backups {
      guard let method = backup.method else { continue }
      for name in backup.materials {
        guard let material = policy.material(named: name.text.value) else { continue }
        switch (material.kind, method) {
        case (.postgresql, .files):
          report.fault(.unfit("files", name.text.value, instead: "pg_dump"), at: name.text.span)
        case (.files, .pgDump), (.files, .pgbackrest), (.files, .walG):
          report.fault(.unfit("\(method.word)", name.text.value, instead: "files"), at: name.text.span)
        default: break
        }
      }
      if backup.isPhysical, backup.materials.count > 1 {
        report.fault(.several("\(method.word)"), at: backup.materials[1].text.span)
      }
    }
  }
}

extension Diagnostic.Message {
  fileprivate static func unfit(_ method: String, _ material: String, instead: String) -> Self {
    .init("`\(method)` can't capture `\(material)`", help: "`\(instead)` does")
  }

  fileprivate static func several(_ method: String) -> Self {
    .init("`\(method)` captures one server", help: "give the other material a backup of its own")
  }
}
