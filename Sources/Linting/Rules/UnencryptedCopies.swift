internal import Diagnostics
internal import Language

/// A sink that doesn't encrypt, where a standard demands that all do.
struct UnencryptedCopies: StandardRule {
  static let explanation = Explanation(
    "unencrypted-copies", .warning,
    summary: "Copies at a sink are unencrypted, although a standard demands `encryption`.",
    why: "Whoever can read the sink can read the database, even long after their access to the database was revoked.",
    remedy: "Give the sink a `repository` that encrypts, or `encryption: {age: …}`.",
    accepts: [
      """
      secrets: {pass: {}}
      sinks: {local: {filesystem: {path: /srv/backup}, repository: {restic: {passphrase: pass}}}}
      ---
      require: {encryption: true}
      """
    ],
    rejects: [
      """
      #       ↓
      sinks: {local: {filesystem: {path: /srv/backup}}}
      ---
      require: {encryption: true}
      """,
      """
      #       ↓
      sinks: {local: {filesystem: {path: /srv/backup}, repository: {pgbackrest: {}}}}
      ---
      require: {encryption: true}
      """,
    ])

  func demand(of standard: Standard) -> Span? { standard.require?.encryption.flatMap { $0.value ? $0.span : nil } }

  func words(of standard: Standard) -> String { "encryption: true" }

  func check(_ proof: PolicyProof, against standard: Standard, _ report: inout Report) {
    for sink in proof.policy.sinks where !sink.encrypts {
      let isUsed = proof.policy.backups.contains { $0.sinks.contains { $0.sink.text.value == sink.id.value } }
      if isUsed { report.fault(.clear, at: sink.id.span) }
    }
  }
}

extension Sink {
  fileprivate var encrypts: Bool {
    switch repository {
    case .restic, .borg: true
    case .pgbackrest(let cipher): cipher.secret != nil
    case nil: encryption != nil
    }
  }
}

extension Diagnostic.Message {
  fileprivate static var clear: Self {
    .init(
      "copies at this sink are unencrypted, which the standard forbids",
      help: "give the sink `repository: {restic: …}` or `encryption: {age: …}`")
  }
}
