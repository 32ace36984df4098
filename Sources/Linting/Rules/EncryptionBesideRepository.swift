internal import Diagnostics
internal import Language

/// A sink that encrypts what its repository already encrypts.
struct EncryptionBesideRepository: Rule {
  static let explanation = Explanation(
    "encryption-beside-repository", .error,
    summary: "A sink has both a repository and `encryption`.",
    why:
      "`encryption` is for plain objects. A repository does its own encryption, and can't deduplicate what age has encrypted.",
    remedy: "Keep one of the two.",
    accepts: [
      """
      sinks: {local: {filesystem: {path: /srv/backup}, encryption: {age: {recipients: [age1qyqszqgpqyqszqgpqyqszqgpqyqszqgpqyqszqgpqyqszqgpqyqs3290gq]}}}}
      """
    ],
    rejects: [
      """
      secrets: {key: {}}
      #       ↓
      sinks: {local: {filesystem: {path: /srv/backup}, repository: {restic: {passphrase: key}}, encryption: {age: {recipients: [age1qyqszqgpqyqszqgpqyqszqgpqyqszqgpqyqszqgpqyqszqgpqyqs3290gq]}}}}
      """
    ])

  func check(_ policy: Policy, _ report: inout Report) {
    for sink in policy.sinks where sink.repository != nil && sink.encryption != nil {
      report.fault(.both(sink.id.value), at: sink.id.span)
    }
  }
}

extension Diagnostic.Message {
  fileprivate static func both(_ sink: String) -> Self {
    .init("`\(sink)` has a repository, which does its own encryption", help: "remove `encryption`")
  }
}
