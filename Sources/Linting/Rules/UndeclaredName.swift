internal import Diagnostics
internal import Language

/// A name that the policy uses and doesn't declare.
struct UndeclaredName: Rule {
  static let explanation = Explanation(
    "undeclared-name", .error,
    summary: "The policy uses the name of a material, sink, secret or backup that it doesn't declare.",
    why: "Whatever depends on the name would be left out: a material would not be captured, a secret would be missing.",
    remedy: "Declare the name in its section, or correct the spelling.",
    accepts: [
      """
      sinks: {local: {filesystem: {path: /srv/backup}}}
      backups: {nightly: {materials: [keys], cadence: "0 2 * * *", sinks: [local]}}
      """
    ],
    rejects: [
      """
      sinks: {local: {filesystem: {path: /srv/backup}}}
      #                                                                           ↓
      backups: {nightly: {materials: [keys], cadence: "0 2 * * *", sinks: [local, offsite]}}
      """
    ])

  static let toleratesFaults = true

  func check(_ policy: Policy, _ report: inout Report) {
    for backup in policy.backups {
      for material in backup.materials where policy.material(named: material.text.value) == nil {
        report.undeclared(material.text, "material", among: policy.materials.map { $0.id })
      }
      for use in backup.sinks where policy.sink(named: use.sink.text.value) == nil {
        report.undeclared(use.sink.text, "sink", among: policy.sinks.map { $0.id })
      }
    }
    for drill in policy.drills {
      for backup in drill.backups where policy.backup(named: backup.text.value) == nil {
        report.undeclared(backup.text, "backup", among: policy.backups.map { $0.id })
      }
    }
    checkSecrets(policy, &report)
  }

  private func checkSecrets(_ policy: Policy, _ report: inout Report) {
    for secret in policy.secretUses where policy.secret(named: secret.value) == nil {
      let declared = policy.secrets.map { $0.id }
      if let unnamed = policy.onlyUnnamedSecret,
        Suggestions.nearest(to: secret.value, among: declared.map { $0.value }) == nil
      {
        // The text may be that secret's value, so nobody should be told to declare it.
        let help = "did you mean `\(unnamed)`, which nothing uses? a policy never contains a secret's value"
        report.fault(.undeclared(secret.value, "secret", help: help), at: secret.span)
      } else {
        report.undeclared(secret, "secret", among: declared)
      }
    }
  }
}

extension Report {
  fileprivate mutating func undeclared(_ name: Text, _ kind: String, among declared: [Text]) {
    let help = Suggestions.help(for: name, declared: declared, in: "\(kind)s")
    fault(.undeclared(name.value, kind, help: help), at: name.span)
  }
}

extension Diagnostic.Message {
  fileprivate static func undeclared(_ name: String, _ kind: String, help: String) -> Self {
    .init("no \(kind) `\(name)` is declared", help: help)
  }
}
