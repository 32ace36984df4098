internal import Diagnostics
internal import Language

/// A PostgreSQL server whose declaration is too incomplete to connect to it.
struct IncompleteServer: Rule {
  static let explanation = Explanation(
    "incomplete-server", .error,
    summary:
      "A PostgreSQL material lacks something that its backup needs: databases, a connection, a role or a data directory.",
    why:
      "Without a role, pg_dump would log in as whoever runs it. `peer` works only over a socket. pgbackrest needs the data directory.",
    remedy:
      "State `database` or `databases`, `host` or `socket`, and one of `password`, `peer` (with a socket) and `certificate`; all but `peer` need a `user`. For physical methods, state `dataDirectory`.",
    accepts: [
      """
      materials: {keys: {postgresql: {serverVersion: 16, database: app, socket: /run/postgresql, user: app, peer: true, expectedSize: 1Gi}}}
      """
    ],
    rejects: [
      """
      #                              ↓
      materials: {keys: {postgresql: {serverVersion: 16, socket: /run/postgresql, user: app, peer: true, expectedSize: 1Gi}}}
      """,
      """
      #                              ↓
      materials: {keys: {postgresql: {serverVersion: 16, database: app, host: db, expectedSize: 1Gi}}}
      """,
      """
      secrets: {password: {}}
      #                              ↓
      materials: {keys: {postgresql: {serverVersion: 16, database: app, host: db, password: password, expectedSize: 1Gi}}}
      """,
      """
      #                              ↓
      materials: {keys: {postgresql: {serverVersion: 16, database: app, host: db, user: app, peer: true, expectedSize: 1Gi}}}
      """,
      """
      #                                                                         ↓
      materials: {keys: {postgresql: {serverVersion: 16, database: app, socket: /run/postgresql/.s.PGSQL.5432, peer: true, expectedSize: 1Gi}}}
      """,
    ])

  func check(_ policy: Policy, _ report: inout Report) {
    for material in policy.materials {
      guard case .postgresql(let server) = material.kind else { continue }
      var isPhysical = false
      var isLogical = false
      for backup in policy.backups where backup.materials.contains(where: { $0.text.value == material.id.value }) {
        if backup.isPhysical { isPhysical = true } else { isLogical = true }
      }
      if isPhysical, server.dataDirectory == nil {
        report.fault(.lacks("`dataDirectory`", "a physical backup"), at: server.origin)
      }
      guard isLogical else { continue }
      if server.databases == nil { report.fault(.lacks("`database` or `databases`", "pg_dump"), at: server.origin) }
      if server.connection == nil { report.fault(.lacks("`host` or `socket`", "pg_dump"), at: server.origin) }
      if case .socket(let path) = server.connection, path.text.value.contains("/.s.PGSQL.") {
        report.fault(.socketFile, at: path.text.span)
      }
      switch server.authentication {
      case nil: report.fault(.lacks("one of `password`, `peer` and `certificate`", "pg_dump"), at: server.origin)
      case .peer: if case .host = server.connection { report.fault(.lacks("`socket`", "`peer`"), at: server.origin) }
      case .password, .certificate:
        // libpq would take the operating-system user's name.
        if server.user == nil { report.fault(.lacks("`user`", "pg_dump"), at: server.origin) }
      }
    }
  }
}

extension Diagnostic.Message {
  fileprivate static func lacks(_ what: String, _ method: String) -> Self {
    .init("\(method) needs \(what)")
  }
  fileprivate static var socketFile: Self {
    .init("pg_dump needs the folder of the socket, not the socket", help: "end the path before `/.s.PGSQL`")
  }
}
