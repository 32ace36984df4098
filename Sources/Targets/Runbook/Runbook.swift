import Diagnostics
import Formats
import Planning
import Scripts

/// The runbook of one place, in the order of the steps.
struct Runbook {
  let site: RunbookSite

  private var sinks: [RunbookSink] { RunbookSink.all(of: site.jobs) }
  private var databases: [RunbookDatabase] { RunbookDatabase.all(at: site) }

  func document() throws(UnsayableValue) -> MarkdownDocument {
    var page = RunbookPage(site: site)
    RunbookBeginning(site: site).add(to: &page)
    try locate(&page)
    stopWriters(&page)
    try fetch(&page)
    try restore(&page)
    try applicationSteps(&page)
    try RunbookVerification(site: site).add(to: &page)
    try RunbookEnding(site: site).add(to: &page)
    return page.document
  }

  private func locate(_ page: inout RunbookPage) throws(UnsayableValue) {
    page.head(2, "1. Locate the newest good copy")
    if let cluster = site.cluster {
      try RunbookClusterStart(site: site, cluster: cluster).add(to: &page)
    } else {
      page.say("Start a shell as root, with these settings:")
    }
    try page.define([
      "set -u", "sink=none", "umask 077", "export LC_ALL=C TZ=UTC", try RunbookCommand.set("restored", site.restored),
      "no_later_than=99991231T235959Z",
      fetching.map { $0.functions }.joined(separator: "\n\n"),
    ])
    try page.run(
      [#"mkdir -p "$restored""#, #"chmod 711 "$restored""#, #"cd "$restored""#, "df -P -k ."],
      saying: "the restore folder exists")
    if sinks.count > 1 {
      page.say(
        "Open the first sink that you can reach. If it has no good copy, or lacks some, open the next one. Network stores come first, then folders, which may be lost with their machine, then best-effort sinks."
      )
    }
    for sink in sinks { try locate(in: sink, &page) }
    if let physical = site.physical { try RunbookPhysical(site: site, setup: physical).locate(on: &page) }
  }

  private var fetching: [ShellPart] {
    let hasAll = sinks.contains { $0.items.contains { $0.kind == .allDatabases } }
    return [.runbookWords, .runbookHave] + (sinks.isEmpty ? [] : [.runbookFetching])
      + (hasAll ? [.runbookFetchingAll] : [])
  }

  private func locate(in sink: RunbookSink, _ page: inout RunbookPage) throws(UnsayableValue) {
    let opening = RunbookOpening(site: site, sink: sink)
    page.head(3, "In \(code: sink.name)")
    page.say("\(RunbookWords.place(of: sink.shipment, at: site)).")
    let absent = missing(in: sink)
    if !absent.isEmpty { page.say("It has no copies of \(RunbookWords.codes(absent)).") }
    if opening.lacksIdentity, case .plain(let recipients, _) = sink.shipment.repository {
      page.say(
        "The policy names no secret that decrypts the copies: ask the owner for the private key of one of the recipients \(RunbookWords.codes(recipients)), and put it in \(code: opening.identityFile)."
      )
    }
    try page.define(try opening.lines(), in: .sink(sink.name), sink: sink.name)
    page.say("Its verified copies, newest first:")
    var commands: [String] = []
    if let check = try opening.check() { commands.append(check) }
    for item in sink.items {
      commands.append(
        try RunbookCommand.line([item.kind == .allDatabases ? "newest_databases" : "list_copies"] + item.words))
    }
    try page.run(commands, saying: "\(sink.name) has copies", in: .sink(sink.name), sink: sink.name)
  }

  /// The materials that other sinks have copies of.
  private func missing(in sink: RunbookSink) -> [Text] {
    var missing: [Text] = []
    for item in sinks.flatMap({ $0.items })
    where !sink.items.contains(where: { $0.material.value == item.material.value }) {
      if !missing.contains(where: { $0.value == item.material.value }) { missing.append(item.material) }
    }
    return missing
  }

  private func stopWriters(_ page: inout RunbookPage) {
    page.head(2, "2. Stop what writes")
    page.steps(
      site.plan.restore.before.map { step in
        step.isStatement
          ? "If the damaged server still answers, run this statement on it: \(code: step.text.value)."
          : MarkdownText(step.text.value)
      } + [
        "Stop the backups, so that they don't capture the damage or expire copies: \(code: site.pauseCommand)."
      ])
    if site.plan.restore.before.isEmpty {
      page.say("Stop everything else that writes to what you restore: the policy names nothing.")
    }
  }

  private func fetch(_ page: inout RunbookPage) throws(UnsayableValue) {
    page.head(2, "3. Fetch")
    if site.physical != nil { page.say("pgbackrest fetches what it restores.") }
    guard !sinks.isEmpty else { return }
    page.say(
      "Fetch the newest copies; each is compared with its record. If the damage is older than they are, set \(code: "no_later_than") to the last good instant, such as \(code: "20261124T135900Z")."
    )
    for sink in sinks {
      if sinks.count > 1 { page.say("From \(code: sink.name):") }
      var commands = [try RunbookCommand.line("opened", sink.name), "no_later_than=99991231T235959Z"]
      for item in sink.items {
        commands.append(
          try RunbookCommand.line([item.kind == .allDatabases ? "fetch_databases" : "fetch"] + item.words))
      }
      try page.run(commands, saying: "fetched all from \(sink.name)", in: .sink(sink.name), sink: sink.name)
    }
  }

  private func restore(_ page: inout RunbookPage) throws(UnsayableValue) {
    page.head(2, "4. Restore")
    if let physical = site.physical { try RunbookPhysical(site: site, setup: physical).restore(on: &page) }
    for database in databases { try restore(database, &page) }
    try restoreFiles(&page)
    if !site.plan.secrets.isEmpty, site.cluster == nil {
      page.head(3, "Secrets")
      page.say("The backups, and perhaps the application, need these files. Restore those that are missing:")
      try page.run(
        [try RunbookCommand.line(["have"] + site.plan.secrets.map { site.file(ofSecret: $0.name) })],
        saying: "the secrets are in place")
    }
  }

  private func restore(_ database: RunbookDatabase, _ page: inout RunbookPage) throws(UnsayableValue) {
    let name = database.material.value
    page.head(3, "Databases of \(code: name)")
    let version = database.source.serverVersion
    page.say(
      database.isLocal
        ? "Restore into an empty server on this machine, PostgreSQL \(version) or newer, that listens in \(code: database.address) on port \(database.source.port) and trusts its user postgres. On Debian, \(code: "apt-get install postgresql-\(version)") creates one; beside a damaged server, stop that and use \(code: "pg_createcluster")."
        : "Restore into an empty server, PostgreSQL \(version) or newer, at \(code: database.address) on port \(database.source.port), where \(code: database.administrator) is a superuser, as in PostgreSQL's images; otherwise change \(code: "PGUSER") and \(code: "PGPASSWORD") in the first block."
    )
    var settings = [try database.settings()]
    // On a machine all servers are restored from one shell; each container of a pod has its own.
    if database.number == 1 || site.cluster != nil {
      settings.append("jobs=$(nproc)")
      settings += try RunbookDatabase.parts(site.cluster == nil ? databases : [database]).map { $0.functions }
    }
    if site.cluster != nil { settings.append(database.function) }
    try page.define(settings, in: .server(database.number))
    try page.run(
      [database.function, "sql --command='SELECT version()'"], saying: "the empty server of \(name) answers",
      in: .server(database.number))
    if case .all = database.source.databases {
      page.say(
        "Databases that were dropped long ago still have copies: remove unwanted ones from \(code: "\(site.restored)/\(name)")."
      )
    }
    page.say(
      database.source.globals
        ? "Restore roles and tablespaces, whose folders must exist and belong to the server's user; then the databases. An existing database must be empty:"
        : "Create the roles that the dumps name, without passwords, which no copy has; then restore the databases. An existing database must be empty:"
    )
    try page.run(
      try database.restoration(), saying: "the databases of \(name) are restored",
      in: .server(database.number))
  }

  private func restoreFiles(_ page: inout RunbookPage) throws(UnsayableValue) {
    var captures: [Capture] = []
    for capture in site.jobs.flatMap({ $0.captures }) where capture.files != nil {
      if !captures.contains(where: { $0.material.value == capture.material.value }) { captures.append(capture) }
    }
    guard !captures.isEmpty else { return }
    page.head(3, "Files")
    if let cluster = site.cluster {
      return try RunbookClusterFiles(site: site, cluster: cluster, captures: captures).add(to: &page)
    }
    page.say(
      "Restore files to their paths, with modes and owners. Create the users in the listing first, or the old numeric IDs are used. To inspect the files first, set \(code: "root") to another folder."
    )
    try page.run(
      [try RunbookCommand.line(["put_back"] + captures.map { $0.material.value })], saying: "the files are in place",
      by: ["root=/", ShellPart.runbookFiles.functions])
  }

  private func applicationSteps(_ page: inout RunbookPage) throws(UnsayableValue) {
    page.head(2, "5. What only this application needs")
    if site.plan.restore.after.isEmpty { page.say("The policy names no steps.") }
    for (index, step) in site.plan.restore.after.enumerated() {
      guard step.isStatement else {
        page.say("Step \(index + 1): \(step.text.value)")
        continue
      }
      page.say("Step \(index + 1):")
      if let database = statementDatabase {
        try page.run(
          [
            "(\(try RunbookCommand.export("PGDATABASE", database)) && sql --command=\(try ShellWord.quoted(step.text.value)))"
          ],
          saying: "step \(index + 1)", in: .server(1))
      } else {
        page.say("The policy doesn't say for which database: ask the owner.")
        page.show([step.text.value])
      }
    }
  }

  /// The database that a statement without one is for: the only one of the policy.
  private var statementDatabase: String? {
    if databases.count == 1, site.physical == nil { return databases.first?.onlyDatabase?.value }
    return nil
  }
}
