internal import Diagnostics
internal import Language

/// A name that the policy uses and doesn't declare.
struct UndeclaredName: Rule {
  static let explanation = Explanation(
    "undeclared-name", .error,
    summary: "A material, sink, secret or backup is named that the policy doesn't declare.",
    why: "Whatever hangs on the name would be left out: a material that isn't captured, a secret that isn't there.",
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
      #                                                                       ↓
      backups: {nightly: {materials: [keys], cadence: "0 2 * * *", sinks: [local, offsite]}}
      """
    ])

  static let toleratesFaults = true

  func check(_ policy: Policy, _ report: inout Report) {
    func require(_ name: Text, in declared: [Text], _ kind: String, _ section: String) {
      if declared.contains(where: { $0.value == name.value }) { return }
      report.fault(
        .undeclared(name.value, kind, help: Suggestions.help(for: name, declared: declared, in: section)), at: name.span)
    }
    let materials = policy.materials.map { $0.id }
    let sinks = policy.sinks.map { $0.id }
    let backups = policy.backups.map { $0.id }
    let secrets = policy.secrets.map { $0.id }
    for backup in policy.backups {
      for material in backup.materials { require(material.text, in: materials, "material", "materials") }
      for use in backup.sinks { require(use.sink.text, in: sinks, "sink", "sinks") }
    }
    for drill in policy.drills {
      for backup in drill.backups { require(backup.text, in: backups, "backup", "backups") }
    }
    for secret in policy.secretUses { require(secret, in: secrets, "secret", "secrets") }
  }
}

extension Diagnostic.Message {
  fileprivate static func undeclared(_ name: String, _ kind: String, help: String) -> Self {
    .init("no \(kind) `\(name)` is declared", help: help)
  }
}
