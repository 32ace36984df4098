internal import Diagnostics
internal import Language

/// A sink whose repository belongs to another method.
struct RepositoryOfAnotherMethod: Rule {
  static let explanation = Explanation(
    "repository-of-another-method", .error,
    summary: "A backup ships to a repository that its method can't write.",
    why: "pgbackrest writes only its own repositories, and nothing else can write those.",
    remedy: "Use a `pgbackrest` repository for `method: pgbackrest`, and `restic`, `borg` or none otherwise.",
    accepts: [
      """
      sinks: {local: {filesystem: {path: /srv/backup}, repository: {restic: {passphrase: key}}}}
      secrets: {key: {}}
      """
    ],
    rejects: [
      """
      sinks: {local: {filesystem: {path: /srv/backup}, repository: {pgbackrest: {}}}}
      #                                                                    ↓
      backups: {nightly: {materials: [keys], cadence: "0 2 * * *", sinks: [local]}}
      """
    ])

  func check(_ policy: Policy, _ report: inout Report) {
    for backup in policy.backups {
      for use in backup.sinks {
        guard let sink = policy.sink(named: use.sink.text.value) else { continue }
        var isPgBackRest = false
        if case .pgbackrest = sink.repository { isPgBackRest = true }
        if isPgBackRest != (backup.method == .pgbackrest), backup.method != .walG || isPgBackRest {
          report.fault(
            isPgBackRest ? .theirs(sink.id.value) : .ours(sink.id.value), at: use.sink.text.span,
            notes: [.init("the sink", at: sink.id.span)])
        }
      }
    }
  }
}

extension Diagnostic.Message {
  fileprivate static func theirs(_ sink: String) -> Self {
    .init("only `method: pgbackrest` can write the repository of `\(sink)`")
  }
  fileprivate static func ours(_ sink: String) -> Self {
    .init("pgbackrest can't write to `\(sink)`", help: "give the sink `repository: {pgbackrest: {cipher: …}}`")
  }
}
