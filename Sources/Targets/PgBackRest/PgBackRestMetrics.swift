import Diagnostics
import Formats
import Planning

/// The programs that say to node_exporter what alerts rest on: when backups succeeded, and how long WAL waits.
struct PgBackRestMetrics {
  let setup: PgBackRestSetup

  /// Says that a backup succeeded; its arguments are the file and the labels.
  func success(header: [String]) -> ShellScript {
    ShellScript(
      comment: header + [
        "Says to node_exporter that a backup succeeded just now. systemd starts it after each that did."
      ],
      [
        .function(ShellFunctions.gauge), .function(Self.replaceMetrics), .function(Self.noteSuccess),
        .call([.text("note_success"), .arguments]),
      ])
  }

  /// Asks the server how long the oldest finished segment has waited to be archived.
  func archiveWatch(header: [String]) -> ShellScript {
    var script = ShellScript(
      comment: header + [
        "Asks the server how long WAL has waited to be archived, and says it to node_exporter. The role that connects must",
        "be a superuser or have pg_monitor: GRANT pg_monitor TO …",
      ],
      [
        .exported(name: "LC_ALL", value: "C"), .exported(name: "PGDATABASE", value: "postgres"),
        .exported(name: "PGPORT", value: "\(setup.source.port)"), .exported(name: "PGCONNECT_TIMEOUT", value: "10"),
        .exported(name: "PGOPTIONS", value: "-c statement_timeout=20s"),
      ])
    if let socket = setup.socket { script.statements.append(.exported(name: "PGHOST", value: socket.value)) }
    if let user = setup.source.user { script.statements.append(.exported(name: "PGUSER", value: user.value)) }
    script.statements += [
      .assignment(name: "metrics", value: setup.names.metrics(of: setup.archiveWatchPart)),
      .assignment(
        name: "labels",
        value: ExpositionText.labels([("policy", setup.names.policy), ("backup", setup.job.name.value)])),
      .assignment(name: "query", value: query), .function(ShellFunctions.gauge), .function(Self.replaceMetrics),
    ]
    if case .password(let secret) = setup.source.authentication {
      script.statements += [
        .function(PgBackRestProgram.findSecret), .function(PgBackRestProgram.readSecret),
        .function(PgBackRestProgram.exportValue),
      ]
      script.statements += [
        .function(Self.watch),
        .call(["export_value", "PGPASSWORD", .text(secret.value), .text(setup.file(of: secret))]),
      ]
    } else {
      script.statements.append(.function(Self.watch))
    }
    script.statements.append(.call(["watch"]))
    return script
  }

  // A file `….ready` stands for each segment that is finished and not yet archived, since the moment when it was finished.
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
    // Only a superuser may ask older servers so. A file that was archived meanwhile is none.
    let folder = version < 10 ? "pg_xlog/archive_status" : "pg_wal/archive_status"
    return "pg_ls_dir('\(folder)') AS name, pg_stat_file('\(folder)/' || name, true)"
  }

  private static let replaceMetrics = #"""
    # The file $metrics becomes standard input, as a whole.
    replace_metrics() {
      partial=${metrics%/*}/.${metrics##*/}.partial
      if ! cat >"$partial" || ! chmod 0644 "$partial" || ! mv -f -- "$partial" "$metrics"; then
        rm -f -- "$partial"
        printf 'backstay: %s cannot be written\n' "$metrics" >&2
        return 1
      fi
    }
    """#

  private static let noteSuccess = #"""
    # note_success <file> <labels>
    note_success() {
      metrics=$1
      printf 'backstay_last_success_timestamp_seconds{%s} %s\n' "$2" "$(date -u +%s)" |
        gauge backstay_last_success_timestamp_seconds "When the newest run that succeeded ended." |
        replace_metrics
    }
    """#

  // What can't be known isn't said: the alert on the age of the last answer tells.
  private static let watch = #"""
    watch() {
      answer=$(psql --no-psqlrc --no-password --no-align --tuples-only --quiet --command="$query")
      case $answer in
        off) reason='archive_mode is off' ;;
        recovery) reason='the server is in recovery and archives nothing' ;;
        '' | *[!0-9]*) reason="the server's answer is no number: $answer" ;;
        *) reason= ;;
      esac
      if [ -n "$reason" ]; then
        printf 'backstay: %s\n' "$reason" >&2
        return 1
      fi
      {
        printf 'backstay_wal_unarchived_seconds{%s} %s\n' "$labels" "$answer" |
          gauge backstay_wal_unarchived_seconds "How long the oldest finished segment has waited to be archived."
        printf 'backstay_wal_watch_timestamp_seconds{%s} %s\n' "$labels" "$(date -u +%s)" |
          gauge backstay_wal_watch_timestamp_seconds "When the server was last asked for it."
      } | replace_metrics
    }
    """#
}
