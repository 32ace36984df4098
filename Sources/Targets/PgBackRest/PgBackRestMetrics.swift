import Diagnostics
import Formats
import Planning
import Scripts

/// The programs that report to node_exporter what alerts depend on: when backups succeeded, and how long WAL waits.
struct PgBackRestMetrics {
  let setup: PgBackRestSetup

  /// Reports that a backup succeeded; its arguments are the file and the labels.
  func success(header: [String]) -> Script {
    Script(
      comment: header + [
        "Reports a successful backup to node_exporter. systemd starts it after each one."
      ],
      parts: [.pgbackrestSuccess], calls: [.call([.text("note_success"), .arguments])])
  }

  /// Asks the server how long the oldest finished segment has waited for archiving.
  func archiveWatch(header: [String]) -> Script {
    var settings: [ShellScript.Statement] = [
      .exported(name: "LC_ALL", value: "C"), .exported(name: "PGDATABASE", value: "postgres"),
      .exported(name: "PGPORT", value: "\(setup.source.port)"), .exported(name: "PGCONNECT_TIMEOUT", value: "10"),
      .exported(name: "PGOPTIONS", value: "-c statement_timeout=20s"),
    ]
    if let socket = setup.socket { settings.append(.exported(name: "PGHOST", value: socket.value)) }
    if let user = setup.source.user { settings.append(.exported(name: "PGUSER", value: user.value)) }
    settings += [
      .assignment(name: "metrics", value: setup.names.metrics(of: setup.archiveWatchPart)),
      .assignment(
        name: "labels",
        value: ExpositionText.labels([("policy", setup.names.policy), ("backup", setup.job.name.value)])),
      .assignment(name: "query", value: query),
    ]
    var parts: [ShellPart] = [.pgbackrestWalWatch]
    var calls: [ShellScript.Statement] = [.call(["watch"])]
    if case .password(let secret) = setup.source.authentication {
      parts.append(.exportValue)
      calls.insert(
        .call(["export_value", "PGPASSWORD", .text(secret.value), .text(setup.file(of: secret))]), at: 0)
    }
    return Script(
      comment: header + [
        "Reports to node_exporter how long WAL has waited to be archived. The role that connects must be a superuser or",
        "have pg_monitor: GRANT pg_monitor TO …",
      ],
      settings: settings, parts: parts, calls: calls)
  }

  // Each finished segment has a file `….ready`, from when it was finished until it is archived.
  private var query: String {
    """
    SELECT CASE
      WHEN current_setting('archive_mode') = 'off' THEN 'off'
      WHEN pg_is_in_recovery() AND current_setting('archive_mode') <> 'always' THEN 'recovery'
      ELSE (
        SELECT coalesce(greatest(ceil(extract(epoch FROM max(clock_timestamp() - modification))), 0), 0)::bigint::text
        FROM \(waiting) WHERE name LIKE '%.ready')
      END
    """
  }

  private var waiting: String {
    let version = setup.source.serverVersion
    if version >= 12 { return "pg_ls_archive_statusdir()" }
    // On older servers, this needs a superuser. A file that was archived meanwhile doesn't count.
    let folder = version < 10 ? "pg_xlog/archive_status" : "pg_wal/archive_status"
    return "pg_ls_dir('\(folder)') AS name, pg_stat_file('\(folder)/' || name, true)"
  }
}
