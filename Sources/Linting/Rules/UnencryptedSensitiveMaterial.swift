internal import Diagnostics
internal import Language

/// A sensitive material that is stored unencrypted.
struct UnencryptedSensitiveMaterial: Rule {
  static let isWaivable = true
  static let explanation = Explanation(
    "unencrypted-sensitive-material", .error,
    summary: "A sensitive material goes to a sink that doesn't encrypt.",
    why:
      "Whoever can read the sink has the key; for a certificate authority, that compromises everything it ever signed.",
    remedy: "Give the sink a `repository`, or `encryption: {age: …}`.",
    accepts: [
      """
      materials: {keys: {files: {paths: [/etc/app], sensitive: true}}}
      secrets: {pass: {}}
      sinks: {local: {filesystem: {path: /srv/backup}, repository: {restic: {passphrase: pass}}}}
      """
    ],
    rejects: [
      """
      materials: {keys: {files: {paths: [/etc/app], sensitive: true}}}
      #                               ↓
      backups: {nightly: {materials: [keys], cadence: "0 2 * * *", sinks: [local]}}
      """
    ])

  func check(_ policy: Policy, _ report: inout Report) {
    for backup in policy.backups {
      for use in backup.sinks {
        guard let sink = policy.sink(named: use.sink.text.value), sink.repository == nil, sink.encryption == nil
        else { continue }
        for name in backup.materials {
          guard case .files(let files) = policy.material(named: name.text.value)?.kind, files.sensitive.value
          else { continue }
          report.fault(
            .clear(name.text.value, sink.id.value), at: name.text.span,
            notes: [.init("the sink that doesn't encrypt", at: sink.id.span)])
        }
      }
    }
  }
}

extension Diagnostic.Message {
  fileprivate static func clear(_ material: String, _ sink: String) -> Self {
    .init(
      "`\(material)` is sensitive and would be stored unencrypted at `\(sink)`",
      help: "give the sink `repository: {restic: …}` or `encryption: {age: …}`")
  }
}
