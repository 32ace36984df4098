import Diagnostics
import Formats
import Planning

extension RunScript {
  var hasDatabases: Bool { job.captures.contains { $0.method == .pgDump } }
  var hasFiles: Bool { job.captures.contains { $0.method == .files } }

  /// What captures the job's databases.
  var databaseParts: [ShellPart] {
    var parts: [ShellPart] = []
    for capture in job.captures where capture.method == .pgDump {
      guard case .postgresql(let source) = capture.source else { continue }
      switch source.databases {
      case .all: parts.append(.captureDatabases)
      case .named: parts.append(.captureDatabase)
      }
      if source.globals { parts.append(.captureGlobals) }
      if source.standbyMaximumLag != nil { parts.append(.standby) }
      if source.readsCertificates { parts.append(.certificates) }
    }
    return parts
  }

  /// The settings of each server, and the captures from it.
  var databaseCaptures: [ShellScript.Statement] {
    var statements: [ShellScript.Statement] = []
    for capture in job.captures where capture.method == .pgDump {
      guard case .postgresql(let source) = capture.source else { continue }
      statements += [.gap, .call(["new_server", .text(capture.material.value)])]
      statements += connection(to: source, of: capture.material.value)
      let options =
        source.excludedTables.map { ShellWord.text("--exclude-table=\($0.value)") }
        + source.excludedTableData.map { ShellWord.text("--exclude-table-data=\($0.value)") }
      switch source.databases {
      case .all: statements.append(.call(["capture", "capture_all_databases"] + options))
      case .named(let names):
        for name in names {
          statements.append(.call(["capture", "capture_database", .text(name.value)] + options))
        }
      }
      if source.globals {
        statements.append(
          .call(["capture", "capture_globals"] + (source.managed ? ["--no-role-passwords"] : [])))
      }
    }
    return statements
  }

  private func connection(to source: PostgreSQLSource, of material: String) -> [ShellScript.Statement] {
    var settings: [ShellScript.Statement] = [
      .exported(name: "PGHOST", value: address(of: source, of: material)),
      .exported(name: "PGPORT", value: "\(source.port)"),
    ]
    if let user = source.user { settings.append(.exported(name: "PGUSER", value: user.value)) }
    if let mode = source.sslMode { settings.append(.exported(name: "PGSSLMODE", value: mode)) }
    switch source.authentication {
    case .password(let secret): settings.append(.assignment(name: "password", value: secret.value))
    case .certificate(let certificate, let key):
      settings.append(.assignment(name: "client_certificate", value: certificate.value))
      settings.append(.assignment(name: "client_key", value: key.value))
    case .peer: break
    }
    if let root = source.rootCertificate {
      settings.append(.assignment(name: "root_certificate", value: root.value))
    }
    if source.readsCertificates { settings.append(.assignment(name: "use_certificates", value: "copy_certificates")) }
    settings.append(.assignment(name: "minimum_tables", value: "\(source.minimumTables)"))
    if let lag = source.standbyMaximumLag {
      settings += [
        .assignment(name: "check_server", value: "check_lag"), .assignment(name: "maximum_lag", value: "\(lag)"),
      ]
    }
    return settings
  }

  private func address(of source: PostgreSQLSource, of material: String) -> String {
    for address in site.addresses where address.material == material {
      switch address.place {
      case .host(let host): return host
      case .socket(let folder): return folder
      }
    }
    switch source.connection {
    case .host(let host): return host.value
    case .socket(let folder): return folder.value
    }
  }

  /// What captures the job's files.
  var fileParts: [ShellPart] {
    var parts: [ShellPart] = []
    for capture in job.captures where capture.method == .files {
      parts.append(.files)
      let isLinked = site.linkedMaterials.contains(capture.material.value)
      if isLinked || capture.files?.excluded.isEmpty == false { parts.append(.filesExcluded) }
    }
    return parts
  }

  /// The captures of files and folders.
  var fileCaptures: [ShellScript.Statement] {
    var statements: [ShellScript.Statement] = []
    for capture in job.captures where capture.method == .files {
      guard let source = capture.files else { continue }
      let material = capture.material.value
      let isLinked = site.linkedMaterials.contains(material)
      statements.append(.gap)
      statements.append(
        .call([
          "new_files", .text(material), .text(site.materialRoot(for: material)), isLinked ? "-L" : "-P",
        ]))
      // Kubernetes mounts each key of a Secret as a link into a folder whose name begins with two dots.
      if isLinked { statements.append(.call(["leave_out", "..*"])) }
      for name in source.excluded { statements.append(.call(["leave_out", .text(name.value)])) }
      statements.append(.call(["capture", "capture_files"] + source.paths.map { ShellWord.text($0.value) }))
    }
    return statements
  }
}

extension PostgreSQLSource {
  /// Whether a capture needs files of certificates.
  fileprivate var readsCertificates: Bool {
    if case .certificate = authentication { return true }
    return rootCertificate != nil
  }
}
