internal import Diagnostics
internal import Language

/// A material that no backup captures.
struct UncapturedMaterial: Rule {
  static let isWaivable = true
  static let explanation = Explanation(
    "uncaptured-material", .error,
    summary: "No backup captures a declared material, and it isn't external.",
    why:
      "A restore needs it and won't find it. The usual case is the key files without which the database is useless.",
    remedy: "Add it to a backup's `materials`, or declare it `external` if another system captures it.",
    accepts: [
      """
      materials:
        keys: {files: {paths: [/etc/app]}}
        token: {external: {what: API token}}
      """
    ],
    rejects: [
      """
      materials:
        keys: {files: {paths: [/etc/app]}}
      # ↓
        ca: {files: {paths: [/etc/ca]}}
      """
    ])

  func check(_ policy: Policy, _ report: inout Report) {
    let declared = policy.materials.map { $0.id }
    let uses = policy.backups.flatMap { $0.materials.map { $0.text } }
    for material in policy.materials {
      if case .external = material.kind { continue }
      let isCaptured =
        uses.contains { $0.value == material.id.value }
        || Suggestions.isMeant(material.id, by: uses, declared: declared)
      if !isCaptured { report.fault(.uncaptured(material.id.value), at: material.id.span) }
    }
  }
}

extension Diagnostic.Message {
  fileprivate static func uncaptured(_ name: String) -> Self {
    .init("no backup captures `\(name)`", help: "add it to the `materials` of a backup, or declare it `external`")
  }
}
