internal import Diagnostics
internal import Language

/// Static keys that belong to another kind of store.
struct CredentialsOfAnotherStore: Rule {
  static let explanation = Explanation(
    "credentials-of-another-store", .error,
    summary: "A sink's static keys are for another kind of store.",
    why: "S3 takes an access key, Google a service account's key and Azure an account key.",
    remedy: "Give the keys that the store takes.",
    accepts: [
      """
      secrets: {a: {}, b: {}}
      sinks: {local: {s3: {bucket: b, credentials: {static: {accessKeyId: a, secretAccessKey: b}}}}}
      """
    ],
    rejects: [
      """
      secrets: {a: {}}
      #                                                                  ↓
      sinks: {local: {s3: {bucket: b, credentials: {static: {accountKey: a}}}}}
      """
    ])

  static let toleratesFaults = true

  func check(_ policy: Policy, _ report: inout Report) {
    for sink in policy.sinks {
      guard let store = sink.kind?.record, case .credentials(let credentials, let wanted) = store.opening else {
        continue
      }
      credentials.forEach { one in
        guard case .keys(let keys) = one, keys.kind != wanted else { return }
        report.fault(.wanted(wanted.words, "\(store.word)"), at: keys.origin)
      }
    }
  }
}

extension Diagnostic.Message {
  fileprivate static func wanted(_ keys: String, _ store: String) -> Self { .init("\(store) takes \(keys)") }
}
