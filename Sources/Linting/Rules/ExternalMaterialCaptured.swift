internal import Diagnostics
internal import Language

/// A backup that captures what another system captures.
struct ExternalMaterialCaptured: Rule {
  static let explanation = Explanation(
    "external-material-captured", .error,
    summary: "A backup lists a material that is declared external.",
    why: "External materials are inventoried, never copied, so nothing would be captured.",
    remedy: "Remove it from the backup, or say how to capture it (`files` or `postgresql`).",
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
        token: {external: {what: API token}}
      #                                     ↓
      backups: {nightly: {materials: [keys, token], cadence: "0 2 * * *", sinks: [local]}}
      """
    ])

  static let toleratesFaults = true

  func check(_ policy: Policy, _ report: inout Report) {
    for backup in policy.backups {
      for name in backup.materials {
        guard let material = policy.material(named: name.text.value), case .external = material.kind else { continue }
        report.fault(
          .external(name.text.value), at: name.text.span,
          notes: [.init("it is declared external here", at: material.id.span)])
      }
    }
  }
}

extension Diagnostic.Message {
  fileprivate static func external(_ name: String) -> Self {
    .init("`\(name)` is external and can't be captured", help: "remove it from `materials`")
  }
}
