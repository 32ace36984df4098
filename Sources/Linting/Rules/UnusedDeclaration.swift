internal import Diagnostics
internal import Language

/// A sink or secret that nothing uses.
struct UnusedDeclaration: Rule {
  static let explanation = Explanation(
    "unused-declaration", .warning,
    summary: "A sink or secret is declared, but nothing uses it.",
    why: "Readers of the policy would believe that it is in use.",
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
    // If an undeclared name is used, the unused one was probably meant, and the other finding says so.
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
