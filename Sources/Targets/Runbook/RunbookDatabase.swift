import Diagnostics
import Formats
import Planning
import Scripts

/// A server that is restored from dumps, and how its replacement is reached.
struct RunbookDatabase {
  let site: RunbookSite
  let material: Text
  let source: PostgreSQLSource
  /// From 1, in the policy's order.
  let number: Int

  /// The servers that `jobs` capture, each once.
  static func all(at site: RunbookSite) -> [RunbookDatabase] {
    var all: [RunbookDatabase] = []
    for capture in site.jobs.flatMap({ $0.captures }) {
      guard case .postgresql(let source) = capture.source else { continue }
      if !all.contains(where: { $0.material.value == capture.material.value }) {
        all.append(
          RunbookDatabase(site: site, material: capture.material, source: source, number: all.count + 1))
      }
    }
    return all
  }

  private var connection: PostgreSQLSource.Connection { site.connection(of: material, source) }

  /// Whether the server is on this machine, where its operating-system user is the superuser.
  var isLocal: Bool {
    if site.cluster != nil { return false }
    switch connection {
    case .socket: return true
    case .host(let host): return ["localhost", "127.0.0.1", "::1"].contains(host.value)
    }
  }

  /// The host, or the folder of the socket.
  var address: String {
    switch connection {
    case .socket(let folder): folder.value
    case .host(let host): isLocal ? "/var/run/postgresql" : host.value
    }
  }

  /// The dumps that were fetched, as the shell finds them.
  func dumps() throws(UnsayableValue) -> String {
    guard case .named(let names) = source.databases else { return "\"$restored\"/\(material.value)/*.dump" }
    var words: [String] = []
    for name in names {
      words.append("\"$restored\"/" + (try ShellWord.quoted("\(material.value)/\(CopyName.encoded(name.value)).dump")))
    }
    return words.joined(separator: " ")
  }

  /// The name of the function that points all following commands at this server.
  var function: String { "server_\(number)" }

  /// That function.
  func settings() throws(UnsayableValue) -> String {
    var lines = [
      "unset PGHOSTADDR PGPASSWORD PGPASSFILE PGSERVICE PGOPTIONS PGSSLMODE PGSSLROOTCERT PGSSLCERT PGSSLKEY"
    ]
    lines.append(try RunbookCommand.export("PGHOST", address))
    lines.append("export PGPORT=\(source.port) PGDATABASE=postgres PGAPPNAME=runbook")
    lines.append(try RunbookCommand.export("PGUSER", isLocal ? "postgres" : administrator))
    if !isLocal { lines += try access() }
    lines.append(try RunbookCommand.function("as_administrator", isLocal ? ["runuser", "-u", "postgres", "--"] : []))
    let body = lines.joined(separator: "\n").split(separator: "\n").map { "  \($0)\n" }.joined()
    return "\(function)() {\n\(body)}"
  }

  /// How a server elsewhere lets its administrator in.
  private func access() throws(UnsayableValue) -> [String] {
    var lines: [String] = []
    switch source.authentication {
    case .password(let secret): lines.append(try RunbookCommand.read("PGPASSWORD", from: site.file(ofSecret: secret)))
    case .certificate(let certificate, let key):
      lines.append(try RunbookCommand.export("PGSSLCERT", site.file(ofSecret: certificate)))
      lines.append(try RunbookCommand.export("PGSSLKEY", site.file(ofSecret: key)))
    case .peer: break
    }
    if let root = source.rootCertificate {
      lines.append(try RunbookCommand.export("PGSSLROOTCERT", site.file(ofSecret: root)))
    }
    if let mode = source.sslMode { lines.append(try RunbookCommand.export("PGSSLMODE", mode)) }
    return lines
  }

  /// The role that restores on a server elsewhere: the policy's user, which many images make superuser.
  var administrator: String { source.restoringUser }

  /// The commands that bring back roles and databases.
  func restoration() throws(UnsayableValue) -> [String] {
    var lines: [String] = []
    // root fetched these files; the server's user must read them.
    if isLocal { lines.append("chown -R postgres \"$restored\"/\(material.value)") }
    if source.globals { lines.append("restore_globals \"$restored\"/\(material.value)/\(material.value).sql") }
    if let login = try login() { lines.append(login) }
    if !source.globals { lines.append("create_roles \(try dumps())") }
    return lines + ["restore_database \(try dumps())"]
  }

  /// The functions that `restoration` calls for `databases`.
  static func parts(_ databases: [RunbookDatabase]) throws(UnsayableValue) -> [ShellPart] {
    var parts: [ShellPart] = []
    for database in databases {
      parts.append(database.source.globals ? .runbookGlobals : .runbookRoles)
      if try database.login() != nil { parts.append(.runbookLogin) }
    }
    return ShellLibrary.closure(of: parts + [.runbookPostgresql]).filter { $0 != .runbookWords }
  }

  /// The command that sets the password of the policy's user, if no copy of the roles does.
  private func login() throws(UnsayableValue) -> String? {
    guard case .password(let secret) = source.authentication, let user = source.user else { return nil }
    if source.globals && !source.managed { return nil }
    if !isLocal && user.value == administrator { return nil }
    return try RunbookCommand.line("set_login", user.value, site.file(ofSecret: secret))
  }

  /// The database for a statement if the policy names none: the only one.
  var onlyDatabase: Text? {
    if case .named(let names) = source.databases, names.count == 1 { return names.first }
    return nil
  }

  /// The secrets that its administrator needs.
  var secrets: [Text] {
    var secrets: [Text] = []
    switch source.authentication {
    case .password(let password): secrets.append(password)
    case .certificate(let certificate, let key): secrets += [certificate, key]
    case .peer: break
    }
    return secrets + (source.rootCertificate.map { [$0] } ?? [])
  }
}
