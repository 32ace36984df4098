package import Diagnostics

/// One material as a job captures it.
package final class Capture: Sendable {
  package enum Method: CaseIterable, Sendable, Equatable {
    case pgDump, files, pgbackrest, walG

    package var word: String {
      switch self {
      case .pgDump: "pg_dump"
      case .files: "files"
      case .pgbackrest: "pgbackrest"
      case .walG: "wal-g"
      }
    }
  }

  /// Boxed, so that captures are small.
  package indirect enum Source: Sendable {
    case postgresql(PostgreSQLSource)
    case files(FilesSource)
  }

  /// The material's name in the policy.
  package let material: Text
  package let method: Method
  package let source: Source
  /// Bytes that the policy expects.
  package let expectedBytes: Int?

  package init(material: Text, method: Method, source: Source, expectedBytes: Int?) {
    self.material = material
    self.method = method
    self.source = source
    self.expectedBytes = expectedBytes
  }

  package var isDatabase: Bool {
    if case .postgresql = source { return true }
    return false
  }

  package var files: FilesSource? {
    if case .files(let source) = source { return source }
    return nil
  }
}

/// A PostgreSQL server and what is captured from it.
package struct PostgreSQLSource: Sendable {
  package enum Databases: Sendable, Equatable {
    /// Each its own archive.
    case named([Text])
    /// Every database that accepts connections, except templates.
    case all
  }

  package enum Connection: Sendable, Equatable {
    case host(Text)
    /// The folder of the server's Unix socket.
    case socket(Text)
  }

  package enum Authentication: Sendable, Equatable {
    /// The secret that holds the password.
    case password(Text)
    case peer
    /// Secrets that hold the client's certificate and key in PEM.
    case certificate(certificate: Text, key: Text)
  }

  /// The server's major version.
  package var serverVersion: Int
  package var databases: Databases
  package var connection: Connection
  package var port: Int
  /// The role to connect as; absent to leave it to the server.
  package var user: Text?
  /// libpq's `sslmode`.
  package var sslMode: String?
  /// The secret that holds the certificate authority in PEM.
  package var rootCertificate: Text?
  package var authentication: Authentication
  package var excludedTables: [Text]
  package var excludedTableData: [Text]
  /// A dump of fewer tables is a failure: even the dump of an empty database is complete.
  package var minimumTables: Int
  /// Whether roles and tablespaces are captured too.
  package var globals: Bool
  /// Whether the server is managed, so that password hashes can't be read.
  package var managed: Bool
  /// Seconds that a standby may lag; absent if the primary is read.
  package var standbyMaximumLag: Int?
  /// For physical methods.
  package var dataDirectory: Text?
  /// pgbackrest's name for the server.
  package var stanza: Text
  package var origin: Span
}

/// Files and folders.
package struct FilesSource: Sendable {
  /// Absolute paths on the machine, or in the container as the bindings mount them.
  package var paths: [Text]
  /// Excluded name patterns.
  package var excluded: [Text]
  package var sensitive: Bool
}
