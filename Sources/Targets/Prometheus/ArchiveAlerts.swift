import Diagnostics
import Formats
import Planning

/// The rules for WAL that must be shipped within a bound.
struct ArchiveAlerts {
  let policy: String
  let backup: String
  /// Seconds that changes may stay unshipped.
  let bound: Int

  init?(_ setup: PgBackRestSetup?) {
    guard let setup, let bound = setup.walBound, setup.watchesArchive else { return nil }
    policy = setup.names.policy
    backup = setup.job.name.value
    self.bound = bound
  }

  /// The age of the oldest finished segment that isn't shipped.
  static let unarchived = "backstay_wal_unarchived_seconds"
  /// When the watch asked last.
  static let watched = "backstay_wal_watch_timestamp_seconds"

  /// Seconds without an answer: three runs of a watch that asks every minute.
  static let silence = 180

  var labels: [AlertLabel] { [AlertLabel("policy", policy), AlertLabel("backup", backup)] }

  /// Seconds that a finished segment may wait: what closing it leaves of the bound.
  var limit: Int { bound - PgBackRestServerSettings.archiveTimeout(for: bound) }

  var rules: [AlertRule] { [behind, unwatched] }

  private var behind: AlertRule {
    AlertRule(
      name: "BackstayWALBehind", expression: "max(\(PromQL.series(Self.unarchived, labels))) > \(limit)", hold: 0,
      labels: [AlertLabel("backup", backup)],
      summary: "WAL of \(policy) isn't archived in time",
      description:
        "A finished segment has waited for longer than \(PromQL.duration(limit)): \(PromQL.duration(bound)) minus "
        + "archive_timeout (\(PromQL.duration(bound - limit))). See the server's log and `pgbackrest check`.",
      scenes: [.standstill])
  }

  private var unwatched: AlertRule {
    let series = PromQL.series(Self.watched, labels)
    return AlertRule(
      name: "BackstayWALUnwatched", expression: "time() - max(\(series)) > \(Self.silence) or absent(\(series))",
      hold: AlertText.scrapes, labels: [AlertLabel("backup", backup)],
      summary: "WAL archiving of \(policy) isn't monitored",
      description:
        "The watch hasn't answered for \(PromQL.duration(Self.silence + AlertText.scrapes)): the server is down or in "
        + "recovery, archiving is off, or the watch can't run.",
      scenes: [.standstill, .absence])
  }
}
