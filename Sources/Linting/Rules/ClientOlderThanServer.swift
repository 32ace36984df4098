internal import Diagnostics
internal import Language

/// An image whose pg_dump refuses the server.
struct ClientOlderThanServer: Rule {
  static let isWaivable = true
  static let explanation = Explanation(
    "client-older-than-server", .error,
    summary: "The image for PostgreSQL's programs is of an older major version than a server.",
    why: "pg_dump ends with `aborting because of server version mismatch`: there is never a copy.",
    remedy: "Name an image of the server's major version, or of a newer one.",
    accepts: [
      """
      secrets: {word: {}}
      materials: {keys: {postgresql: {serverVersion: 15, database: app, host: db, user: backup, password: word, expectedSize: 1Gi}}}
      targets: {kubernetes: {namespace: app, kubernetesVersion: "1.29", images: {postgresql: "registry.example.net:5000/postgres:16-alpine"}}}
      """
    ],
    rejects: [
      """
      secrets: {word: {}}
      materials: {keys: {postgresql: {serverVersion: 15, database: app, host: db, user: backup, password: word, expectedSize: 1Gi}}}
      #                                                                                      ↓
      targets: {kubernetes: {namespace: app, kubernetesVersion: "1.29", images: {postgresql: "postgres:14.11-alpine@sha256:890480b0"}}}
      """
    ])

  static let toleratesFaults = true

  func check(_ policy: Policy, _ report: inout Report) {
    check(policy.targets.helm?.images?.postgresql, policy, &report)
    check(policy.targets.kubernetes?.images?.postgresql, policy, &report)
  }

  private func check(_ image: Text?, _ policy: Policy, _ report: inout Report) {
    guard let image, let client = Self.major(of: image.value) else { return }
    for material in policy.materials {
      guard case .postgresql(let server) = material.kind, server.serverVersion.value > client else { continue }
      report.fault(
        .older(client, server.serverVersion.value), at: image.span,
        notes: [.init("the server's version", at: server.serverVersion.span)])
    }
  }

  /// The number that an image's tag begins with, as those of postgres do: `registry:5000/postgres:16.2-alpine@sha256:…`.
  private static func major(of image: String) -> Int? {
    let name = image.prefix { $0 != "@" }
    guard let colon = name.lastIndex(of: ":"), !name[colon...].contains("/") else { return nil }
    let tag = name[name.index(after: colon)...]
    let digits = tag.prefix { $0.isASCII && $0.isNumber }
    // A date is no version.
    let next = tag.dropFirst(digits.count).first
    return digits.count <= 2 && (next == nil || next == "." || next == "-") ? Int(digits) : nil
  }
}

extension Diagnostic.Message {
  fileprivate static func older(_ client: Int, _ server: Int) -> Self {
    .init(
      "pg_dump \(client) refuses a server of version \(server)", help: "name an image of version \(server) or newer")
  }
}
