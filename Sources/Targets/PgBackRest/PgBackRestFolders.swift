import Diagnostics
import Planning

/// Who owns what, for systemd-tmpfiles: the server's user must write pgbackrest's folders and read the secrets.
struct PgBackRestFolders {
  let setup: PgBackRestSetup

  /// The file for tmpfiles.d under `header`.
  func lines(header: [String]) -> SystemFileLines {
    let user = setup.user
    var lines = [
      ["z", setup.configuration, "0640", "root", user],
      ["d", setup.lockFolder, "0770", user, user],
      ["d", setup.logFolder, "0770", user, user],
      ["d", setup.spoolFolder, "0770", user, user],
      ["d", setup.names.secrets, "0750", "root", user],
    ]
    for secret in setup.secrets where setup.file(of: secret.name) == "\(setup.names.secrets)/\(secret.name.value)" {
      let line = ["z", setup.file(of: secret.name), "0640", "root", user]
      if !lines.contains(line) { lines.append(line) }
    }
    for repository in setup.repositories {
      if let folder = repository.folder { lines.append(["d", folder.value, "0750", user, user]) }
    }
    if let collected = setup.settings.metrics {
      let units = PgBackRestUnits(setup: setup, header: [])
      let backups = setup.repositories.flatMap { units.backups(of: $0) }
      var parts = backups.map { $0.part(of: setup.job.name.value) }
      if setup.watchesArchive { parts.append(setup.archiveWatchPart) }
      parts += PgBackRestDrill.all(setup).map { $0.part }
      lines += MetricsFiles(names: setup.names).lines(parts, in: collected)
    }
    return SystemFileLines(
      comment: header + [
        "PostgreSQL's archive_command runs as \(user), so \(user) reads the secrets' files, one value each. Files that the",
        "policy binds elsewhere aren't changed: give them mode 0640 and that group.",
      ], lines: lines)
  }
}
