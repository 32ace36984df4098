internal import Diagnostics
internal import Language

/// A secret that opens copies and is kept only with the source.
struct UnescrowedSecret: Rule {
  static let explanation = Explanation(
    "unescrowed-secret", .warning,
    summary: "A secret that opens the copies has no `escrow`.",
    why: "The secret is kept with the source. When the source is lost, the copies remain and nobody can open them.",
    remedy: "Keep a second copy of the secret elsewhere and declare it: `escrow: {where: …}`.",
    accepts: [
      """
      secrets: {passphrase: {escrow: {where: safe 2}}}
      sinks: {local: {filesystem: {path: /srv/backup}, repository: {restic: {passphrase: passphrase}}}}
      """
    ],
    rejects: [
      """
      #         ↓
      secrets: {passphrase: {}}
      sinks: {local: {filesystem: {path: /srv/backup}, repository: {restic: {passphrase: passphrase}}}}
      """
    ])

  func check(_ policy: Policy, _ report: inout Report) {
    for secret in policy.secrets where secret.escrow == nil {
      guard let sink = policy.sinks.first(where: { $0.openingSecret?.value == secret.id.value }) else { continue }
      // If a copy contains the secret itself, another rule reports that.
      let isHeld = policy.sinks.contains {
        $0.openingSecret?.value == secret.id.value && policy.hold(of: secret.id, inCopiesAt: $0) != nil
      }
      if isHeld { continue }
      report.fault(
        .unescrowed(secret.id.value, sink.id.value), at: secret.id.span,
        notes: [.init("it opens the copies here", at: sink.id.span)])
    }
  }
}

extension Diagnostic.Message {
  fileprivate static func unescrowed(_ secret: String, _ sink: String) -> Self {
    .init(
      "`\(secret)` opens the copies at `\(sink)`, and no second copy of it is declared",
      help: "keep one away from the source, and declare it with `escrow: {where: …}`")
  }
}
