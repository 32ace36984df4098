package import Diagnostics

/// A PostgreSQL server and what of it is captured.
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
  package let port: Port?
  package let user: Text?
  package let sslMode: SSLMode?
  package let rootCertificate: SecretName?
  package let authentication: Authentication?
  package let excludeTables: [Text]
  package let excludeTableData: [Text]
  package let minimumTables: Count?
  package let globals: Flag?
  package let managed: Flag?
  package let readFrom: ReadFrom?
  package let maximumLag: Duration?
  package let dataDirectory: Path?
  package let stanza: Name?
  package let expectedSize: Size?
  package let origin: Span

  package static let name: StaticString = "PostgreSQL"
  package static let doc: StaticString = "A PostgreSQL server and what of it is captured."

  package init(_ form: inout Form) {
    origin = form.origin
    serverVersion = form.required("serverVersion", doc: "The server's major version, such as 16.")
    databases = form.atMostOne(of: Databases.self) { form, choice in
      form.option(&choice, "database", Databases.one, doc: "The database.")
      form.option(&choice, "databases", Databases.several, doc: "Several, or `all`: each becomes its own archive.")
    }
    connection = form.atMostOne(of: Connection.self) { form, choice in
      form.option(
        &choice, "host", { (host: Host) in Connection.host(host.text) }, doc: "The server's host name or address.")
      form.option(&choice, "socket", Connection.socket, doc: "The folder of the server's Unix socket.")
    }
    port = form.optional("port", standsFor: "5432", doc: "The server's port.")
    user = form.optional("user", doc: "The role to connect as.")
    sslMode = form.optional("sslMode", doc: "libpq's sslmode.")
    rootCertificate = form.optional(
      "rootCertificate", doc: "The secret that holds the server's certificate authority in PEM.")
    authentication = form.atMostOne(of: Authentication.self) { form, choice in
      form.option(&choice, "password", Authentication.password, doc: "The secret that holds the role's password.")
      form.option(&choice, "peer", Authentication.peer, doc: "The operating-system user is the role.")
      form.option(&choice, "certificate", Authentication.certificate, doc: "A client certificate.")
    }
    excludeTables = form.list("excludeTables", doc: "Tables left out, as pg_dump's --exclude-table.")
    excludeTableData = form.list("excludeTableData", doc: "Tables captured without their rows.")
    minimumTables = form.optional(
      "minimumTables", standsFor: "1",
      doc: "The fewest tables that a dump must hold to count; of `all`, the database `postgres` may have none.")
    globals = form.optional("globals", standsFor: "false", doc: "Captures roles and tablespaces too.")
    managed = form.optional(
      "managed", standsFor: "false", doc: "Somebody else runs the server, so password hashes can't be read.")
    readFrom = form.optional("readFrom", standsFor: "primary", doc: "Which server is read.")
    maximumLag = form.optional("maximumLag", doc: "How far a standby that is read may lag.")
    dataDirectory = form.optional("dataDirectory", doc: "The server's data directory, for physical methods.")
    stanza = form.optional("stanza", doc: "pgbackrest's stanza; the policy's name if absent.")
    expectedSize = form.optional("expectedSize", doc: "How large an archive may become; bounds the scratch space.")
  }
}

/// Names of databases, or all of them.
package enum DatabaseList: Readable {
  case named([Text])
  case all(Span)

  package static func read(_ form: inout Form, at node: Int) -> DatabaseList? {
    if form.word("all", at: node) { return .all(form.span(of: node)) }
    // Another word is the name of a database, unless it is this one in other letters.
    if form.isScalar(at: node), form.isSame("all", at: node) {
      form.reportKeyword(at: node, words: All.words, or: "a list")
      return nil
    }
    let names: [Text]? = form.wholeList(at: node, expected: "`all` or a list")
    return names.map(DatabaseList.named)
  }

  package static var schema: Schema { .oneOf([All.schema, .list(Text.schema)]) }
  package static var standIn: DatabaseList { .named([]) }

  enum All: UInt8, Keyword {
    case all

    var word: StaticString { "all" }
  }
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
