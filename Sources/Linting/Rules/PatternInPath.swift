internal import Diagnostics
internal import Language

/// A captured path that looks like a pattern but is taken literally.
struct PatternInPath: Rule {
  static let explanation = Explanation(
    "pattern-in-path", .warning,
    summary: "A captured path contains `*`, which is taken literally, not as a pattern.",
    why:
      "Paths are taken literally, so that a missing file is noticed. Each run would fail because no file has that name.",
    remedy: "Name the folder, and use `exclude` for what isn't wanted.",
    accepts: [
      """
      materials: {keys: {files: {paths: [/etc/app], exclude: ["*.tmp"]}}}
      """
    ],
    rejects: [
      """
      #                                  ↓
      materials: {keys: {files: {paths: [/etc/app/*.key]}}}
      """
    ])

  static let toleratesFaults = true

  func check(_ policy: Policy, _ report: inout Report) {
    for material in policy.materials {
      guard case .files(let files) = material.kind else { continue }
      for path in files.paths where path.text.value.utf8.contains(UInt8(ascii: "*")) {
        report.fault(.pattern, at: path.text.span)
      }
    }
  }
}

extension Diagnostic.Message {
  fileprivate static var pattern: Self {
    .init(
      "`*` in this path is taken literally, not as a pattern",
      help: "name the folder; `exclude` takes patterns of what to leave out")
  }
}
