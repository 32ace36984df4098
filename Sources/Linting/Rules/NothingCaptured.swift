internal import Diagnostics
internal import Language

/// A pattern that leaves out everything.
struct NothingCaptured: Rule {
  static let explanation = Explanation(
    "nothing-captured", .error,
    summary: "A pattern under `exclude` leaves out all that a material names.",
    why: "The archive is whole, verified, and empty.",
    remedy: "Name what is to be left out more closely.",
    accepts: [
      """
      materials: {keys: {files: {paths: [/etc/app], exclude: ["*.tmp"]}}}
      """
    ],
    rejects: [
      """
      #                                                       ↓
      materials: {keys: {files: {paths: [/etc/app], exclude: ["*"]}}}
      """
    ])

  static let toleratesFaults = true

  func check(_ policy: Policy, _ report: inout Report) {
    for material in policy.materials {
      guard case .files(let files) = material.kind else { continue }
      for pattern in files.exclude where pattern.value.allSatisfy({ $0 == "*" || $0 == "/" }) {
        report.fault(.everything(pattern.value, material.id.value), at: pattern.span)
      }
    }
  }
}

extension Diagnostic.Message {
  fileprivate static func everything(_ pattern: String, _ material: String) -> Self {
    .init("`\(pattern)` leaves out everything of `\(material)`", help: "name what is to be left out, such as `*.tmp`")
  }
}
