internal import Diagnostics
internal import Language

/// A sink that doesn't encrypt, where a standard demands that all do.
struct UnencryptedCopies: StandardRule {
  static let explanation = Explanation(
    "unencrypted-copies", .warning,
    summary: "Copies lie unencrypted at a sink, and a standard demands `encryption`.",
    why: "Whoever reads the sink reads the database, long after its own access rights were taken away.",
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
      "copies lie unencrypted here, and the standard demands that none do",
      help: "give the sink `repository: {restic: …}` or `encryption: {age: …}`")
  }
}
