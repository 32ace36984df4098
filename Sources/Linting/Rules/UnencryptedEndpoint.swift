internal import Diagnostics
internal import Language

/// A store that is used without TLS.
struct UnencryptedEndpoint: Rule {
  static let explanation = Explanation(
    "unencrypted-endpoint", .warning,
    summary: "A bucket's endpoint doesn't use TLS.",
    why:
      "Anyone on the network path can read whatever isn't encrypted otherwise, can change it, and can answer in the store's place.",
    remedy: "Write `https://…`; to trust a private authority, install it on the machine or in the image.",
    accepts: [
      """
      sinks: {local: {s3: {bucket: b, endpoint: "https://s3.example.net", credentials: instance}}}
      """,
      """
      sinks: {local: {s3: {bucket: b, endpoint: "http://127.0.0.1:9000", credentials: instance}}}
      """,
    ],
    rejects: [
      """
      #                                         ↓
      sinks: {local: {s3: {bucket: b, endpoint: "http://s3.example.net", credentials: instance}}}
      """
    ])

  static let toleratesFaults = true

  func check(_ policy: Policy, _ report: inout Report) {
    for sink in policy.sinks {
      guard let endpoint = sink.kind?.record.endpoint, !endpoint.isEncrypted, !Loopback.isThisMachine(endpoint.host)
      else { continue }
      report.fault(.clear(endpoint.text.value), at: endpoint.text.span)
    }
  }
}

extension Diagnostic.Message {
  fileprivate static func clear(_ endpoint: String) -> Self {
    .init("`\(endpoint)` doesn't use TLS", help: "write `https://\(endpoint.dropFirst(7))`")
  }
}
