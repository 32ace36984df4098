import Diagnostics
import Formats
import Planning

/// `pgbackrest.conf`, with the options that the stated version supports.
struct PgBackRestConfiguration {
  let setup: PgBackRestSetup

  /// The file under `header`.
  func document(header: [String]) -> INIDocument {
    INIDocument(
      comment: header + Self.remarks + retentionRemarks, sections: [global, restore, archivePush, archiveGet, stanza])
  }

  private static let remarks = [
    "For pgbackrest on the server's machine. The program in `cmd` below puts secrets into the environment:",
    "PostgreSQL's archive_command and all units start it instead of pgbackrest, and so should people.",
    "",
    "Unset on purpose: archive-push-queue-max. At that limit, pgbackrest reports WAL as archived but drops it, and no",
    "later instant can be restored until the next backup. Without it, WAL stays in pg_wal until a repository accepts",
    "it again, so watch that file system and pg_stat_archiver.",
    "",
    "Also unset: delta. With it, a restore overwrites the existing server; use --delta if you want that.",
    "",
    "At their defaults: archive-check, archive-mode-check, page-header-check, expire-auto, resume and",
    "repo-storage-verify-tls are y, repo-retention-archive follows the fulls.",
  ]

  private var retentionRemarks: [String] {
    let remarks = setup.repositories.compactMap { $0.retentionRemark }
    return remarks.isEmpty ? [] : [""] + remarks
  }

  private var global: INIDocument.Section {
    var section = INIDocument.Section("global")
    for repository in setup.repositories {
      for (name, value) in repository.options(knownHosts: setup.knownHosts) {
        append("repo\(repository.number)-\(name)", value, as: "repo-\(name)", to: &section)
      }
    }
    for (name, value) in [
      ("archive-async", "y"),
      ("spool-path", setup.spoolFolder),
      ("lock-path", setup.lockFolder),
      ("log-path", setup.logFolder),
      ("log-level-console", "info"),
      ("log-level-file", "info"),
      ("process-max", "2"),
      ("compress-type", "zst"),
      ("start-fast", "y"),
    ] {
      append(name, value, as: name, to: &section)
    }
    return section
  }

  // A restored server archives and recovers by what restore writes down for it, and needs the secrets for that.
  private var restore: INIDocument.Section {
    var section = INIDocument.Section("global:restore")
    append("cmd", setup.program, as: "cmd", to: &section)
    return section
  }

  // What pgbackrest prints here goes to PostgreSQL's log, for each segment.
  private var archivePush: INIDocument.Section { quiet("global:archive-push") }

  private var archiveGet: INIDocument.Section { quiet("global:archive-get") }

  private func quiet(_ name: String) -> INIDocument.Section {
    var section = INIDocument.Section(name)
    append("log-level-console", "warn", as: "log-level-console", to: &section)
    return section
  }

  private var stanza: INIDocument.Section {
    var section = INIDocument.Section(setup.stanza)
    append("pg1-path", setup.dataDirectory, as: "pg-path", to: &section)
    append("pg1-port", "\(setup.source.port)", as: "pg-port", to: &section)
    if let socket = setup.socket { append("pg1-socket-path", socket.value, as: "pg-socket-path", to: &section) }
    if let user = setup.source.user { append("pg1-user", user.value, as: "pg-user", to: &section) }
    return section
  }

  private func append(_ key: String, _ value: String, as option: String, to section: inout INIDocument.Section) {
    if PgBackRestVersion.knows(option, setup.settings.version) { section.append(key, value) }
  }
}
