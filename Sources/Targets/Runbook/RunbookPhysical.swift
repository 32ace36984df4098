import Diagnostics
import Formats
import Planning
import Scripts

/// The restore of a server by pgbackrest, to the latest instant or to an earlier one.
struct RunbookPhysical {
  let site: RunbookSite
  let setup: PgBackRestSetup

  /// pgbackrest as the server's user, with its secrets.
  func settings() throws(UnsayableValue) -> [String] {
    let program = [setup.program, "--stanza=\(setup.stanza)"]
    let archiveGet = try RunbookCommand.line(program) + #" archive-get %f "%p""#
    return [
      try RunbookCommand.set("archive_get", archiveGet),
      try RunbookCommand.function("pgbackrest_here", ["runuser", "-u", setup.user, "--"] + program),
      ShellPart.runbookPhysical.functions,
    ]
  }

  /// Looks for backups in each repository.
  func locate(on page: inout RunbookPage) throws(UnsayableValue) {
    page.head(3, "Physical backups")
    page.say(
      "On a replacement, install pgbackrest \(setup.settings.version.text) or newer and PostgreSQL \(setup.source.serverVersion), copy the generated tree to the root, put the secrets in their files, and let systemd create users and folders:"
    )
    page.show([
      "cp -a generated/\(site.plan.name.value)/pgbackrest/. /", "systemd-sysusers", "systemd-tmpfiles --create",
    ])
    try page.define(try settings())
    for repository in setup.repositories {
      page.say("\(code: repository.shipment.sink.value): \(RunbookWords.place(of: repository.shipment, at: site)).")
      try page.run(
        ["pgbackrest_here --repo=\(repository.number) info"],
        saying: "the backups in \(repository.shipment.sink.value) are listed", sink: repository.shipment.sink.value)
    }
  }

  /// Restores the data directory and starts the server.
  func restore(on page: inout RunbookPage) throws(UnsayableValue) {
    page.head(3, "The whole server")
    page.say(
      "Choose the first repository that answered. pgbackrest also finds WAL in the others.")
    for repository in setup.repositories {
      try page.define(["repository=\(repository.number)"], sink: repository.shipment.sink.value)
    }
    page.head(4, "Choose the instant")
    page.say(
      "An empty target means the latest: all archived WAL is replayed. For an earlier point in time, such as just before a harmful statement, write an instant with its UTC offset, such as \(code: "2026-11-24 13:59:00+00"), after the end of the oldest backup and up to the last archived transaction. A second restore to another instant is possible."
    )
    try page.define(["target=''"])
    page.head(4, "Restore and start")
    page.say(
      "The server must be stopped. Its data directory is moved aside: remove that once the restore is accepted. The backup has no configuration outside of it."
    )
    try page.run(
      [try RunbookCommand.line("restore_server", setup.dataDirectory, setup.user), try startCommand()],
      saying: "the server is started and replays WAL")
    try page.define(try connection())
    try page.run(["await_end_of_recovery"], saying: "the server accepts writes")
  }

  private func startCommand() throws(UnsayableValue) -> String {
    if let cluster = setup.debianCluster {
      return try RunbookCommand.line("pg_ctlcluster", "\(setup.source.serverVersion)", cluster, "start")
    }
    return try RunbookCommand.line(
      "runuser", "-u", setup.user, "--", "/usr/lib/postgresql/\(setup.source.serverVersion)/bin/pg_ctl", "-D",
      setup.dataDirectory, "-l", "\(setup.dataDirectory).log", "-w", "-t", "3600", "start")
  }

  /// The settings for queries to the restored server.
  private func connection() throws(UnsayableValue) -> [String] {
    [
      "unset PGHOSTADDR PGPASSWORD PGPASSFILE PGSERVICE PGOPTIONS",
      "\(try RunbookCommand.export("PGHOST", setup.socket?.value ?? PostgreSQLSource.usualSocket)) PGPORT=\(setup.source.port) PGDATABASE=postgres PGAPPNAME=runbook",
      try RunbookCommand.export("PGUSER", setup.source.restoringUser),
      try RunbookCommand.function("as_administrator", ["runuser", "-u", setup.user, "--"]),
      ShellPart.runbookSql.functions,
    ]
  }

  /// A new full backup: what follows the restored instant is on another timeline.
  func afterwards(on page: inout RunbookPage) throws(UnsayableValue) {
    page.say(
      "Make a full backup immediately: until then, all backups are on the timeline from before this restore. A lost repository is created again. (Only a server that was created with initdb or upgraded needs \(code: "stanza-upgrade") instead.)"
    )
    try page.run(
      [
        // The restored server is archiving by now, and meanwhile holds the stanza's lock.
        "{ pgbackrest_here stanza-create || { sleep 10 && pgbackrest_here stanza-create; }; }",
        #"pgbackrest_here --repo="$repository" --type=full backup"#,
        "pgbackrest_here check",
      ], saying: "a new full backup exists, and archiving works")
  }
}
