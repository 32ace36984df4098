internal import Diagnostics
internal import Language

/// A sink or secret that nothing uses.
struct UnusedDeclaration: Rule {
  static let explanation = Explanation(
    "unused-declaration", .warning,
    summary: "A sink or secret is declared and nothing uses it.",
    why: "Somebody reads the policy and believes that copies go there.",
    remedy: "Use it, or remove it.",
    accepts: [
      """
      sinks: {local: {filesystem: {path: /srv/backup}}}
      """
    ],
    rejects: [
      """
      sinks:
        local: {filesystem: {path: /srv/backup}}
      # ↓
        offsite: {filesystem: {path: /mnt/offsite}}
      """
    ])

  func check(_ policy: Policy, _ report: inout Report) {
    for sink in policy.sinks {
      let isUsed = policy.backups.contains { backup in
        backup.sinks.contains { $0.sink.text.value == sink.id.value }
      }
      if !isUsed { report.fault(.unused("sink", sink.id.value), at: sink.id.span) }
    }
    let uses = policy.secretUses
    for secret in policy.secrets where !uses.contains(where: { $0.value == secret.id.value }) {
      report.fault(.unused("secret", secret.id.value), at: secret.id.span)
    }
  }
}

extension Diagnostic.Message {
  fileprivate static func unused(_ kind: String, _ name: String) -> Self { .init("nothing uses the \(kind) `\(name)`") }
}
