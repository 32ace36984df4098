internal import Diagnostics
internal import Language

/// A material that is captured and in no drill.
struct UndrilledMaterial: Rule {
  static let explanation = Explanation(
    "undrilled-material", .warning,
    summary: "A material is captured, but no drill restores it.",
    why:
      "A restore that was never tried is only a hope. The other drills pass, while the material that they leave out may be lost. If a standard demands `drill`, `drills-below-standard` reports this instead.",
    remedy: "Add a backup that captures it to a drill's `backups`.",
    accepts: [
      """
      drills: {quarterly: {backups: [nightly], cadence: {every: 3mo}}}
      """
    ],
    rejects: [
      """
      materials:
        keys: {files: {paths: [/etc/app]}}
      # ↓
        ca: {files: {paths: [/etc/ca]}}
      backups:
        nightly: {materials: [keys], cadence: "0 2 * * *", sinks: [local]}
        weekly: {materials: [ca], cadence: "0 3 * * 0", sinks: [local]}
      drills: {quarterly: {backups: [nightly], cadence: {every: 3mo}}}
      """
    ])

  func isCovered(by standard: Standard) -> Bool { DrillsBelowStandard().demand(of: standard) != nil }

  func check(_ policy: Policy, _ report: inout Report) {
    // Only a standard demands that there is a drill at all.
    guard !policy.drills.isEmpty else { return }
    for material in policy.materials {
      var isCaptured = false
      var isDrilled = false
      for backup in policy.backups where backup.materials.contains(where: { $0.text.value == material.id.value }) {
        isCaptured = true
        isDrilled =
          isDrilled || policy.drills.contains { $0.backups.contains { $0.text.value == backup.id.value } }
      }
      guard isCaptured, !isDrilled else { continue }
      if policy.drills.allSatisfy({ policy.knowsAll(of: $0) }) {
        report.fault(.undrilled(material.id.value), at: material.id.span)
      }
    }
  }
}

extension Diagnostic.Message {
  fileprivate static func undrilled(_ name: String) -> Self {
    .init("no drill restores `\(name)`", help: "add a backup that captures it to a drill's `backups`")
  }
}
