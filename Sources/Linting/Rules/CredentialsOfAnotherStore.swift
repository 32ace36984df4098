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
      guard let credentials = sink.credentials else { continue }
      check(credentials.write, of: sink, &report)
      check(credentials.expire, of: sink, &report)
      check(credentials.read, of: sink, &report)
    }
  }

  private func check(_ credentials: Credentials?, of sink: Sink, _ report: inout Report) {
    guard case .keys(let keys) = credentials else { return }
    switch sink.kind {
    case .s3:
      if case .accessKey = keys { return }
      report.fault(.wanted("`accessKeyId` and `secretAccessKey`", "s3"), at: keys.first.span)
    case .gcs:
      if case .serviceAccount = keys { return }
      report.fault(.wanted("`serviceAccountKey`", "gcs"), at: keys.first.span)
    default:
      if case .azure = sink.kind, case .accountKey = keys { return }
      report.fault(.wanted("`accountKey`", "azure"), at: keys.first.span)
    }
  }
}

extension StaticKeys {
  /// The first secret that it names.
  fileprivate var first: Text {
    switch self {
    case .accessKey(let id, _): id.text
    case .serviceAccount(let key), .accountKey(let key): key.text
    }
  }
}

extension Diagnostic.Message {
  fileprivate static func wanted(_ keys: String, _ store: String) -> Self { .init("\(store) takes \(keys)") }
}
