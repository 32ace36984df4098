package import Diagnostics

/// A PostgreSQL server and what is captured from it.
package final class PostgreSQL: Record {
  package enum Databases: Sendable {
    case one(Text)
    case several(DatabaseList)
  }

  package enum Connection: Sendable {
    case host(Text)
    case socket(Path)
  }

  package enum Authentication: Sendable {
    case password(SecretName)
    case peer(Flag)
    case certificate(ClientCertificate)
  }

  package let serverVersion: MajorVersion
  package let databases: Databases?
  package let connection: Connection?
  package let port: Port
  package let user: Text?
  package let sslMode: SSLMode?
  package let rootCertificate: SecretName?
  package let authentication: Authentication?
  package let excludeTables: [Text]
  package let excludeTableData: [Text]
  package let minimumTables: Count
  package let globals: Flag
  package let managed: Flag
  package let readFrom: ReadFrom
  package let maximumLag: Duration
  package let dataDirectory: Path?
  package let stanza: Name?
  package let expectedSize: Size?
  package let origin: Span

  package static let name: StaticString = "PostgreSQL"
  package static let doc: StaticString = "A PostgreSQL server and what is captured from it."

  package init(_ form: inout Form) {
    origin = form.origin
    serverVersion = form.required("serverVersion", doc: "The server's major version, such as 16.")
    databases = form.atMostOne(of: Databases.self, absent: "the whole server, which only a physical method captures") {
      form, choice in
      form.option(&choice, "database", Databases.one, doc: "The database.")
      form.option(&choice, "databases", Databases.several, doc: "Several, or `all`: each becomes its own archive.")
    }
    connection = form.atMostOne(of: Connection.self, absent: Self.socketWords) { form, choice in
      form.option(
        &choice, "host", { (host: Host) in Connection.host(host.text) }, doc: "The server's host name or address.")
      form.option(&choice, "socket", Connection.socket, doc: "The folder of the server's Unix socket.")
    }
    port = form.defaulted("port", 5432, doc: "The server's port.")
    user = form.optional("user", absent: Self.userWords, doc: "The role to connect as.")
    sslMode = form.optional("sslMode", absent: "libpq's default, `prefer`", doc: "libpq's sslmode.")
    rootCertificate = form.optional(
      "rootCertificate", absent: "what libpq finds by default",
      doc: "The secret that holds the server's certificate authority in PEM.")
    authentication = form.atMostOne(of: Authentication.self, absent: "`peer`, for physical methods only") {
      form, choice in
      form.option(&choice, "password", Authentication.password, doc: "The secret that holds the role's password.")
      form.option(&choice, "peer", Authentication.peer, doc: "The operating-system user is the role.")
      form.option(&choice, "certificate", Authentication.certificate, doc: "A client certificate.")
    }
    excludeTables = form.list("excludeTables", doc: "Tables left out, as with pg_dump's --exclude-table.")
    excludeTableData = form.list("excludeTableData", doc: "Tables captured without their rows.")
    minimumTables = form.defaulted(
      "minimumTables", 1,
      doc: "The fewest tables that a dump must contain to count; with `all`, the database `postgres` may have none.")
    globals = form.defaulted("globals", false, doc: "Whether roles and tablespaces are captured too.")
    managed = form.defaulted(
      "managed", false, doc: "Whether somebody else runs the server, so that password hashes can't be read.")
    readFrom = form.defaulted("readFrom", .primary, doc: "Which server is read.")
    maximumLag = form.defaulted(
      "maximumLag", .hours(1), when: readFrom == .standby, doc: "How far the standby may lag.")
    dataDirectory = form.optional(
      "dataDirectory", absent: "an error for physical methods", doc: "The server's data directory.")
    stanza = form.optional("stanza", absent: Self.stanzaWords, doc: "pgbackrest's stanza.")
    expectedSize = form.optional(
      "expectedSize", absent: "unknown, so no pod can stage a dump",
      doc: "How large an archive may become; limits the scratch space.")
  }
}

/// What applies if a server's declaration leaves something out.
extension PostgreSQL {
  static var socketWords: StaticString { "the socket in /var/run/postgresql, for physical methods only" }
  package static var usualSocket: Text { "/var/run/postgresql" }

  static var userWords: StaticString { "`postgres` for physical methods; with `peer`, the operating-system user" }
  package static var usualUser: Text { "postgres" }

  static var stanzaWords: StaticString { "the material's name" }
  package func stanzaName(of material: Material) -> Text { stanza?.text ?? material.id }
}

/// Names of databases, or all of them.
package enum DatabaseList: Union {
  case named([Text])
  case all(Span)

  package static func declare(_ form: inout Form, _ forms: inout Forms) -> DatabaseList? {
    form.word(&forms, "all", DatabaseList.all)
      // Any other word is the name of a database, unless it is this one in another case.
      ?? form.list(
        &forms, of: Text.self, expected: "`all` or a list", when: { !$0.isScalar(at: $1) || !$0.isSame("all", at: $1) },
        DatabaseList.named)
  }

  package static var standIn: DatabaseList { .named([]) }
}

/// A client certificate as libpq takes it.
package final class ClientCertificate: Record {
  package let certificate: SecretName
  package let key: SecretName

  package static let name: StaticString = "ClientCertificate"
  package static let doc: StaticString = "A client certificate as libpq takes it."

  package init(_ form: inout Form) {
    certificate = form.required("certificate", doc: "The secret that holds the certificate in PEM.")
    key = form.required("key", doc: "The secret that holds the private key in PEM.")
  }
}

/// libpq's `sslmode`. Source: the PostgreSQL manual, libpq, "SSL Mode Descriptions".
package enum SSLMode: UInt8, Keyword {
  case disable, allow, prefer, require, verifyCA, verifyFull

  package var word: StaticString {
    switch self {
    case .disable: "disable"
    case .allow: "allow"
    case .prefer: "prefer"
    case .require: "require"
    case .verifyCA: "verify-ca"
    case .verifyFull: "verify-full"
    }
  }
}

/// Which server is read.
package enum ReadFrom: UInt8, Keyword {
  case primary, standby

  package var word: StaticString {
    switch self {
    case .primary: "primary"
    case .standby: "standby"
    }
  }
}
