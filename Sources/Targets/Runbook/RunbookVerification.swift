import Diagnostics
import Formats
import Planning
import Scripts

/// Checks of what was restored: the assertions of the policy's drills.
struct RunbookVerification {
  let site: RunbookSite

  private var assertions: [(drill: DrillPlan, assertion: DrillAssertion)] {
    site.plan.drills.flatMap { drill in drill.assertions.map { (drill, $0) } }
  }

  /// Whether a certificate is compared with its key.
  var needsOpenSSL: Bool {
    assertions.contains {
      if case .keyMatches = $0.assertion.subject { return true }
      return false
    }
  }

  func add(to page: inout RunbookPage) throws(UnsayableValue) {
    page.head(2, "6. Verify")
    var queries: [String] = []
    var pairs: [String] = []
    for (drill, assertion) in assertions {
      switch assertion.subject {
      case .query(let query):
        let (server, database) = place(of: query, in: drill)
        if let server, servers.count > 1 { queries.append(server.function) }
        queries.append(try Self.command(query, in: database))
      case .keyMatches(let certificate, let key): pairs.append(try command(certificate, key))
      }
    }
    if queries.isEmpty && pairs.isEmpty {
      page.say(
        "The policy's drills have no assertions. Agree with the owner on what must be true of the data, and query it."
      )
    } else {
      page.say("The assertions of the policy's drills, with the expected answers:")
    }
    if !queries.isEmpty {
      try page.run(
        queries, saying: "all assertions of the drills hold", in: .server(1),
        by: [ShellPart.runbookExpectations.functions])
    }
    if !pairs.isEmpty {
      try page.run(pairs, saying: "each key belongs to its certificate", in: .own, by: try keyFunctions())
    }
    if site.jobs.contains(where: { $0.hasDumps }) || site.physical != nil {
      page.say("The databases and their sizes, for the owner to check:")
      try page.run(
        [
          "sql --command='SELECT datname, pg_size_pretty(pg_database_size(datname)) FROM pg_database ORDER BY 1'"
        ], saying: "the databases are listed", in: .server(1))
    }
  }

  private func command(_ certificate: Text, _ key: Text) throws(UnsayableValue) -> String {
    if site.cluster == nil { return try RunbookCommand.line("key_matches", certificate.value, key.value) }
    return try RunbookCommand.line(
      "key_matches", material(holding: certificate), certificate.value, material(holding: key), key.value)
  }

  /// The material that a file was captured with.
  private func material(holding path: Text) -> String {
    for capture in site.jobs.flatMap({ $0.captures }) {
      guard let files = capture.files else { continue }
      if files.paths.contains(where: { MaterialPath.isSame(path.value, orBelow: $0.value) }) {
        return capture.material.value
      }
    }
    return ""
  }

  private func keyFunctions() throws(UnsayableValue) -> [String] {
    guard let cluster = site.cluster else { return [ShellPart.runbookKeyMatches.functions] }
    let exec = try cluster.kubectl("exec", site.pod, "--container", site.container(of: .files))
    return [
      "from_archive() {\n  \(exec) -- tar -xOf \"/restored/$1/$1.tar\" \".$2\"\n}",
      ShellPart.runbookKeyMatchesInPod.functions,
    ]
  }

  private static func command(_ query: DrillAssertion.Query, in database: String) throws(UnsayableValue) -> String {
    if let least = query.atLeast {
      return try RunbookCommand.line("expect", database, "at-least", "\(least)", query.sql.value)
    }
    return try RunbookCommand.line("expect", database, "equals", query.equals?.value ?? "", query.sql.value)
  }

  private var servers: [RunbookDatabase] { RunbookDatabase.all(at: site) }

  /// The server and database for a query: if it names none, those of the drill's only database.
  private func place(of query: DrillAssertion.Query, in drill: DrillPlan) -> (RunbookDatabase?, String) {
    let backups = drill.backups.map { $0.value }
    for job in site.plan.jobs where backups.contains(job.name.value) {
      for capture in job.captures {
        guard case .postgresql(let source) = capture.source else { continue }
        let server = servers.first { $0.material.value == capture.material.value }
        guard case .named(let names) = source.databases else { return (server, query.database?.value ?? "postgres") }
        for name in names where query.database == nil || query.database?.value == name.value {
          return (server, name.value)
        }
      }
    }
    return (nil, query.database?.value ?? "postgres")
  }
}
