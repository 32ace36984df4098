internal import Diagnostics
internal import Language

/// A path that another one already captures.
struct NestedPaths: Rule {
  static let explanation = Explanation(
    "nested-paths", .warning,
    summary: "A path of a material lies within another of its paths.",
    why:
      "The inner path is archived twice and takes twice the space, and unpacking the second copy overwrites the first.",
    remedy: "Remove the inner one.",
    accepts: [
      """
      materials: {keys: {files: {paths: [/etc/app, /etc/app-keys]}}}
      """
    ],
    rejects: [
      """
      #                                            ↓
      materials: {keys: {files: {paths: [/etc/app, /etc/app/tls]}}}
      """
    ])

  static let toleratesFaults = true

  func check(_ policy: Policy, _ report: inout Report) {
    for material in policy.materials {
      guard case .files(let files) = material.kind, files.paths.count > 1 else { continue }
      for (index, inner) in files.paths.enumerated() {
        // Of two equal paths, the first one stays.
        let around = files.paths.enumerated().first { other, outer in
          other != index && outer.text.value.holds(inner.text.value)
            && !(other > index && inner.text.value.holds(outer.text.value))
        }
        guard let outer = around?.element else { continue }
        report.fault(
          .nested(inner.text.value, outer.text.value), at: inner.text.span,
          notes: [.init("the outer path", at: outer.text.span)])
      }
    }
  }
}

extension Diagnostic.Message {
  fileprivate static func nested(_ inner: String, _ outer: String) -> Self {
    .init("`\(inner)` is already captured with `\(outer)`", help: "remove it")
  }
}
