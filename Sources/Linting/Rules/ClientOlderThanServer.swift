internal import Diagnostics
internal import Language

/// An image whose pg_dump can't dump the server.
struct ClientOlderThanServer: Rule {
  static let isWaivable = true
  static let explanation = Explanation(
    "client-older-than-server", .error,
    summary: "The image with PostgreSQL's programs has an older major version than a server.",
    why: "pg_dump stops with `aborting because of server version mismatch`, so no copy is ever made.",
    remedy: "Use an image of the server's major version or newer.",
    accepts: [
      """
      secrets: {word: {}}
      materials: {keys: {postgresql: {serverVersion: 15, database: app, host: db, user: backup, password: word, expectedSize: 1Gi}}}
      targets: {kubernetes: {namespace: app, kubernetesVersion: "1.29", images: {postgresql: "registry.example.net:5000/postgres:16-alpine"}}}
      """,
      """
      secrets: {word: {}}
      materials: {keys: {postgresql: {serverVersion: 15, database: app, host: db, user: backup, password: word, expectedSize: 1Gi}}}
      targets: {kubernetes: {namespace: app, kubernetesVersion: "1.29", images: {postgresql: "example.net/backup-tools:12"}}}
      """,
      """
      secrets: {word: {}}
      materials: {keys: {postgresql: {serverVersion: 15, database: app, host: db, user: backup, password: word, expectedSize: 1Gi}}}
      targets: {kubernetes: {namespace: app, kubernetesVersion: "1.29", images: {postgresql: "example.net/postgres:1-alpine"}}}
      """,
    ],
    rejects: [
      """
      secrets: {word: {}}
      materials: {keys: {postgresql: {serverVersion: 15, database: app, host: db, user: backup, password: word, expectedSize: 1Gi}}}
      #                                                                                      ↓
      targets: {kubernetes: {namespace: app, kubernetesVersion: "1.29", images: {postgresql: "postgres:14.11-alpine@sha256:890480b08124ce7f79960a9bb16fe39729aa302bd384bfd7c408fee6c8f7adb7"}}}
      """
    ])

  static let toleratesFaults = true

  func check(_ policy: Policy, _ report: inout Report) {
    policy.targets.forEach { check($0.serverImage, policy, &report) }
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

  /// A number as a major version. Versions below 9 predate today's dump formats, so smaller numbers are versions of the
  /// image.
  private static func version(_ number: Int) -> Int? { number >= 9 ? number : nil }

  /// The number that a tag begins with, of an image whose tags are PostgreSQL's versions:
  /// `registry:5000/postgres:16.2-alpine@sha256:…`. Other images may number their tags differently.
  private static func major(of image: String) -> Int? {
    let name = image.utf8.prefix { $0 != UInt8(ascii: "@") }
    guard let colon = name.lastIndex(of: UInt8(ascii: ":")) else { return nil }
    let repository = Substring(name[..<colon])
    guard ["postgres", "postgresql", "postgis"].contains(where: { repository == $0 || repository.hasSuffix("/" + $0) })
    else { return nil }
    var number = 0
    var digits = 0
    for byte in name[colon...].dropFirst() {
      guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else {
        // A port number ends at a slash. A date isn't a version.
        return byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") ? version(number) : nil
      }
      number = number * 10 + Int(byte - UInt8(ascii: "0"))
      digits += 1
      if digits > 2 { return nil }
    }
    return version(number)
  }
}

extension Diagnostic.Message {
  fileprivate static func older(_ client: Int, _ server: Int) -> Self {
    .init(
      "pg_dump \(client) can't dump a server of version \(server)", help: "use an image of version \(server) or newer")
  }
}
