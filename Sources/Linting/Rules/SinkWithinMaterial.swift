internal import Diagnostics
internal import Language

/// A sink within a captured path.
struct SinkWithinMaterial: Rule {
  static let isWaivable = true
  static let explanation = Explanation(
    "sink-within-material", .error,
    summary: "A sink's folder lies within a path that is captured.",
    why: "Each copy then holds all the copies before it, until the disk is full.",
    remedy: "Move the sink, or leave its folder out with `exclude`.",
    accepts: [
      """
      materials: {keys: {files: {paths: [/srv/app]}}}
      sinks: {local: {filesystem: {path: /srv/app-backup}}}
      """,
      """
      materials: {keys: {files: {paths: [/srv], exclude: [backup]}}}
      """,
    ],
    rejects: [
      """
      materials: {keys: {files: {paths: [/etc/app, /srv]}}}
      #                                  ↓
      sinks: {local: {filesystem: {path: /srv/backup}}}
      """
    ])

  static let toleratesFaults = true

  func check(_ policy: Policy, _ report: inout Report) {
    for sink in policy.sinks {
      guard let folder = sink.kind?.record.folder else { continue }
      for material in policy.materials {
        guard case .files(let files) = material.kind,
          let path = files.paths.first(where: { $0.text.value.holds(folder.text.value) }),
          !files.exclude.contains(where: { folder.hasComponent($0.value) })
        else { continue }
        report.fault(
          .within(folder.text.value, material.id.value), at: folder.text.span,
          notes: [.init("what is captured", at: path.text.span)])
      }
    }
  }
}

extension Path {
  fileprivate func hasComponent(_ name: String) -> Bool {
    text.value.split(separator: "/").contains { $0 == name }
  }
}

extension Diagnostic.Message {
  fileprivate static func within(_ path: String, _ material: String) -> Self {
    .init("`\(path)` is captured as part of `\(material)`", help: "move the sink, or `exclude` its folder there")
  }
}
