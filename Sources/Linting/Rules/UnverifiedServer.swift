internal import Diagnostics
internal import Language

/// A remote server whose identity isn't verified.
struct UnverifiedServer: Rule {
  static let explanation = Explanation(
    "unverified-server", .advice,
    summary: "The certificate of a remote PostgreSQL server is not verified.",
    why:
      "Below `verify-ca`, libpq talks to whoever answers: `require` encrypts but verifies nothing. The password may go to an impostor, and the dump may come from one.",
    remedy: "Write `sslMode: verify-full` and name the authority as `rootCertificate`.",
    accepts: [
      """
      secrets: {authority: {}, word: {}}
      materials: {keys: {postgresql: {serverVersion: 15, database: app, host: db.example.net, user: backup, password: word, sslMode: verify-full, rootCertificate: authority, expectedSize: 1Gi}}}
      """,
      """
      secrets: {word: {}}
      materials: {keys: {postgresql: {serverVersion: 15, database: app, host: 127.0.0.1, user: backup, password: word, expectedSize: 1Gi}}}
      """,
    ],
    rejects: [
      """
      secrets: {word: {}}
      #                                                                       ↓
      materials: {keys: {postgresql: {serverVersion: 15, database: app, host: db.example.net, user: backup, password: word, sslMode: require, expectedSize: 1Gi}}}
      """,
      """
      secrets: {word: {}}
      #                                                                       ↓
      materials: {keys: {postgresql: {serverVersion: 15, database: app, host: db.example.net, user: backup, password: word, expectedSize: 1Gi}}}
      """,
    ])

  func check(_ policy: Policy, _ report: inout Report) {
    for material in policy.materials {
      guard case .postgresql(let server) = material.kind, case .host(let host) = server.connection,
        policy.targets.leaveTheMachine(for: material.id.value, at: host.value)
      else { continue }
      switch server.sslMode {
      case .verifyCA, .verifyFull: continue
      default: report.fault(.unverified(host.value), at: host.span)
      }
    }
  }
}

extension Targets {
  /// Whether the rendered files for a material connect to another machine; a target's binding may change the host.
  fileprivate func leaveTheMachine(for material: String, at host: String) -> Bool {
    let isElsewhere = !Loopback.isThisMachine(host)
    return contains { target in
      if target.clusterBindings != nil { return isElsewhere }
      guard let bindings = target.hostBindings else { return false }
      return Self.isElsewhere(bindings, material) ?? isElsewhere
    }
  }

  private static func isElsewhere(_ bindings: [HostBinding], _ material: String) -> Bool? {
    guard let binding = bindings.first(where: { $0.id.value == material }) else { return nil }
    if case .host(let host) = binding.object { return !Loopback.isThisMachine(host.value) }
    return false
  }
}

extension Diagnostic.Message {
  fileprivate static func unverified(_ host: String) -> Self {
    .init(
      "the server `\(host)` is not verified, so another could answer in its place",
      help: "write `sslMode: verify-full` and name the authority as `rootCertificate`")
  }
}
