internal import Diagnostics
internal import Language

/// Static keys for a store, which a standard forbids.
struct ForbiddenCredentials: StandardRule {
  static let explanation = Explanation(
    "forbidden-credentials", .warning,
    summary: "A sink uses static keys, and a standard forbids `static-credentials`.",
    why: "A stored key can be copied, and works for whoever has it until it is revoked.",
    remedy: "Use `workloadIdentity` or `instance`.",
    accepts: [
      """
      sinks: {local: {s3: {bucket: app, region: eu-west-1, credentials: workloadIdentity}}}
      ---
      forbid: [static-credentials]
      """
    ],
    rejects: [
      """
      secrets: {id: {}, key: {}}
      #                                                                                        ↓
      sinks: {local: {s3: {bucket: app, region: eu-west-1, credentials: {static: {accessKeyId: id, secretAccessKey: key}}}}}
      ---
      forbid: [static-credentials]
      """
    ])

  func demand(of standard: Standard) -> Span? {
    standard.forbid.first { $0.practice == .staticCredentials }.map { $0.span }
  }

  func words(of standard: Standard) -> String { "forbid: [static-credentials]" }

  func check(_ proof: PolicyProof, against standard: Standard, _ report: inout Report) {
    for sink in proof.policy.sinks {
      guard case .credentials(let credentials, _)? = sink.kind?.record.opening else { continue }
      credentials.forEach { one in
        if case .keys(let keys) = one { report.fault(.keys, at: keys.origin) }
      }
    }
  }
}

extension Diagnostic.Message {
  fileprivate static var keys: Self {
    .init("this sink uses static keys, which the standard forbids", help: "use `workloadIdentity` or `instance`")
  }
}
