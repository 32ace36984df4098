internal import Diagnostics
internal import Language

/// A pattern that leaves out everything.
struct NothingCaptured: Rule {
  static let explanation = Explanation(
    "nothing-captured", .error,
    summary: "A pattern under `exclude` leaves out everything in a material.",
    why: "The archive is then complete, verified and empty.",
    remedy: "Make the pattern more specific.",
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
    .init("`\(pattern)` leaves out everything in `\(material)`", help: "use a more specific pattern, such as `*.tmp`")
  }
}
