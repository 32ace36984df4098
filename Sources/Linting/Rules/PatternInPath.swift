internal import Diagnostics
internal import Language

/// A captured path that looks like a pattern, and is taken literally.
struct PatternInPath: Rule {
  static let explanation = Explanation(
    "pattern-in-path", .warning,
    summary: "A captured path holds `*`, which is a character of its name and no pattern.",
    why:
      "Paths are taken literally, so that a file that is gone is noticed: each run would fail because there is no file of that name.",
    remedy: "Name the folder, and leave out by `exclude` what isn't wanted.",
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
      "`*` is a character of this path's name, and no pattern",
      help: "name the folder; `exclude` takes patterns of what is left out")
  }
}
