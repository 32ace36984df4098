internal import Diagnostics
internal import Language

/// A certificate and key that a drill must compare but doesn't restore.
struct UnrestoredKey: Rule {
  static let explanation = Explanation(
    "unrestored-key", .error,
    summary: "`keyMatches` names a file that no material of the drill's backups captures.",
    why: "A drill can check only what it restores.",
    remedy: "Add the backup that captures the file to the drill's `backups`, or correct the path.",
    accepts: [
      """
      materials: {keys: {files: {paths: [/etc/app]}}}
      drills: {q: {backups: [nightly], cadence: {every: 3mo}, assertions: [{keyMatches: {certificate: /etc/app/crt, key: /etc/app/key}}]}}
      """
    ],
    rejects: [
      """
      materials: {keys: {files: {paths: [/etc/app]}}}
      #                                                                                                                  ↓
      drills: {q: {backups: [nightly], cadence: {every: 3mo}, assertions: [{keyMatches: {certificate: /etc/app/crt, key: /etc/application/key}}]}}
      """
    ])

  func check(_ policy: Policy, _ report: inout Report) {
    for drill in policy.drills {
      for assertion in drill.assertions {
        guard case .keyMatches(let pair) = assertion.subject else { continue }
        for path in [pair.certificate.text, pair.key.text] {
          if policy.materials(of: drill).contains(where: { $0.captures(path.value) }) { continue }
          guard policy.knowsAll(of: drill) else { continue }
          report.fault(.unrestored(path.value), at: path.span)
        }
      }
    }
  }
}

extension Material {
  /// Whether the file at `path` is one of the material's paths, or in a folder of them.
  fileprivate func captures(_ path: String) -> Bool {
    guard case .files(let files) = kind else { return false }
    for captured in files.paths {
      let folder = captured.text.value
      if path == folder || path.utf8.starts(with: (folder.hasSuffix("/") ? folder : folder + "/").utf8) { return true }
    }
    return false
  }
}

extension Diagnostic.Message {
  fileprivate static func unrestored(_ path: String) -> Self {
    .init("no material of the drill contains `\(path)`", help: "add the backup that captures it, or correct the path")
  }
}
