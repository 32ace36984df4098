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
    check(policy.sinks.map { $0.id }, "sink", policy.backups.flatMap { $0.sinks.map { $0.sink.text } }, &report)
    // Where another is named that isn't declared, the one that is left over is what was meant, and said there.
    let uses = policy.secretUses
    if uses.contains(where: { policy.secret(named: $0.value) == nil }), policy.onlyUnnamedSecret != nil { return }
    check(policy.secrets.map { $0.id }, "secret", uses, &report)
  }

  private func check(_ declared: [Text], _ kind: String, _ uses: [Text], _ report: inout Report) {
    for name in declared where !uses.contains(where: { $0.value == name.value }) {
      if Suggestions.isMeant(name, by: uses, declared: declared) { continue }
      report.fault(.unused(kind, name.value), at: name.span)
    }
  }
}

extension Diagnostic.Message {
  fileprivate static func unused(_ kind: String, _ name: String) -> Self { .init("nothing uses the \(kind) `\(name)`") }
}
