internal import Diagnostics
internal import Language

/// A secret that opens copies and is stored only inside them.
struct EscrowCycle: Rule {
  static let isWaivable = true
  static let explanation = Explanation(
    "escrow-cycle", .error,
    summary: "A secret that opens the copies is stored only inside them.",
    why: "When the source is lost, the key to the copies is locked inside the copies.",
    remedy: "Keep a second copy of the secret elsewhere and declare it: `escrow: {where: …}`.",
    accepts: [
      """
      secrets: {passphrase: {escrow: {where: safe 2}}}
      materials: {keys: {files: {paths: [/etc]}}}
      sinks: {local: {filesystem: {path: /srv/backup}, repository: {restic: {passphrase: passphrase}}}}
      """
    ],
    rejects: [
      """
      secrets: {passphrase: {}}
      materials: {keys: {files: {paths: [/etc]}}}
      #                                                                                  ↓
      sinks: {local: {filesystem: {path: /srv/backup}, repository: {restic: {passphrase: passphrase}}}}
      """,
      """
      secrets: {passphrase: {}}
      #                                                                                  ↓
      sinks: {local: {filesystem: {path: /srv/backup}, repository: {restic: {passphrase: passphrase}}}}
      targets: {systemd: {bindings: {passphrase: {file: /etc/app/passphrase}}}}
      """,
    ])

  func check(_ policy: Policy, _ report: inout Report) {
    for sink in policy.sinks {
      guard let use = sink.openingSecret, let secret = policy.secret(named: use.value), secret.escrow == nil,
        let hold = policy.hold(of: use, inCopiesAt: sink)
      else { continue }
      report.fault(
        .cycle(use.value, hold.material.value), at: use.span,
        notes: [.init("the material holds the secret here", at: hold.span)])
    }
  }
}

extension Diagnostic.Message {
  fileprivate static func cycle(_ secret: String, _ material: String) -> Self {
    .init(
      "`\(secret)` opens the copies of `\(material)` and is stored only inside them",
      help: "keep a second copy elsewhere, and declare it with `escrow: {where: …}`")
  }
}
