internal import Diagnostics
internal import Language

/// A store that is reached in the clear.
struct UnencryptedEndpoint: Rule {
  static let explanation = Explanation(
    "unencrypted-endpoint", .warning,
    summary: "A bucket's endpoint is reached without TLS.",
    why:
      "Whoever is on the way reads what isn't encrypted by itself, and may change it or answer in the store's place.",
    remedy: "Write `https://…`; a private authority is trusted by way of the machine or the image.",
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
    .init("`\(endpoint)` is reached without TLS", help: "write `https://\(endpoint.dropFirst(7))`")
  }
}
