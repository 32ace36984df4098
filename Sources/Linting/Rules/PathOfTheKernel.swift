internal import Diagnostics
internal import Language

/// A path that no archive can hold.
struct PathOfTheKernel: Rule {
  static let isWaivable = true
  static let explanation = Explanation(
    "path-of-the-kernel", .error,
    summary: "A captured path is, or contains, a file system that exists only while the machine runs.",
    why:
      "The kernel generates the contents of `/proc`, `/sys` and `/dev` on demand. Reading them may never end, and they can't be restored.",
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
    let rest = path.utf8.drop { $0 == UInt8(ascii: "/") }
    guard let first = rest.first else { return true }
    switch first {
    case UInt8(ascii: "p"), UInt8(ascii: "s"), UInt8(ascii: "d"): break
    default: return false
    }
    let name = Substring(rest.prefix { $0 != UInt8(ascii: "/") })
    return name == "proc" || name == "sys" || name == "dev"
  }
}

extension Diagnostic.Message {
  fileprivate static func kernel(_ path: String) -> Self {
    .init(
      "`\(path)` \(path.allSatisfy { $0 == "/" } ? "contains" : "belongs to") a file system of the running kernel",
      help: "name the folders that hold the application's own files")
  }
}
