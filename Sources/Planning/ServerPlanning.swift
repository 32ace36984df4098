internal import Diagnostics
internal import Language

extension PostgreSQLSource {
  init(_ server: PostgreSQL, of material: Material) {
    let databases: Databases =
      switch server.databases {
      case .one(let name): .named([name])
      case .several(.named(let names)): .named(names)
      case .several(.all): .all
      case nil: .named([])
      }
    let connection: Connection =
      switch server.connection {
      case .host(let host): .host(host)
      case .socket(let path): .socket(path.text)
      case nil: .socket(Text(PostgreSQL.usualSocket.value, at: server.origin))
      }
    let authentication: Authentication =
      switch server.authentication {
      case .password(let secret): .password(secret.text)
      case .certificate(let pair): .certificate(certificate: pair.certificate.text, key: pair.key.text)
      case .peer, nil: .peer
      }
    self.init(
      serverVersion: server.serverVersion.value,
      databases: databases,
      connection: connection,
      port: server.port.value,
      user: server.user,
      sslMode: server.sslMode.map { "\($0.word)" },
      rootCertificate: server.rootCertificate?.text,
      authentication: authentication,
      excludedTables: server.excludeTables,
      excludedTableData: server.excludeTableData,
      minimumTables: server.minimumTables.value,
      globals: server.globals.value,
      managed: server.managed.value,
      standbyMaximumLag: server.readFrom == .standby ? server.maximumLag.seconds : nil,
      dataDirectory: server.dataDirectory?.text,
      stanza: server.stanzaName(of: material),
      origin: server.origin)
  }
}

extension Job {
  /// The operating-system user beside a server.
  package var userBesideServer: String { runAs?.value ?? Backup.usualUserOfServer.value }
}

extension PostgreSQLSource {
  /// The default folder of a server's socket.
  package static var usualSocket: String { PostgreSQL.usualSocket.value }

  /// The role that restores: the policy's own, or the superuser that each server has.
  package var restoringUser: String { user?.value ?? PostgreSQL.usualUser.value }
}
