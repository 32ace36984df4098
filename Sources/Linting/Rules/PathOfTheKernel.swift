internal import Diagnostics
internal import Language

/// A path that no archive can hold.
struct PathOfTheKernel: Rule {
  static let isWaivable = true
  static let explanation = Explanation(
    "path-of-the-kernel", .error,
    summary: "A captured path is, or holds, a file system that exists only while the machine runs.",
    why:
      "The kernel makes what lies below `/proc`, `/sys` and `/dev` as it is asked. Reading it may never end, and it can't be restored.",
    remedy: "Name the folders that hold the application's own files.",
    accepts: [
      """
      materials: {keys: {files: {paths: [/processes/app, /etc/app]}}}
      """
    ],
    rejects: [
      """
      #                                  ↓      ↓                     ↓
      materials: {keys: {files: {paths: [/proc, /sys/class/backlight, /]}}}
      """
    ])

  static let toleratesFaults = true

  func check(_ policy: Policy, _ report: inout Report) {
    for material in policy.materials {
      guard case .files(let files) = material.kind else { continue }
      for path in files.paths where Self.isOfTheKernel(path.text.value) {
        report.fault(.kernel(path.text.value), at: path.text.span)
      }
    }
  }

  private static func isOfTheKernel(_ path: String) -> Bool {
    let parts = path.split(separator: "/")
    guard let first = parts.first else { return true }
    return first == "proc" || first == "sys" || first == "dev"
  }
}

extension Diagnostic.Message {
  fileprivate static func kernel(_ path: String) -> Self {
    .init(
      "`\(path)` \(path.allSatisfy { $0 == "/" } ? "holds" : "is of") a file system of the running kernel",
      help: "name the folders that hold the application's own files")
  }
}
