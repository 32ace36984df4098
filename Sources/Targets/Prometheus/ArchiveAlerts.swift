import Diagnostics
import Formats
import Planning

/// The rules for write-ahead log that has to be shipped within a bound.
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

  var labels: [AlertLabel] { [AlertLabel("policy", policy), AlertLabel("backup", backup)] }

  /// Seconds that a finished segment may wait: what closing it leaves of the bound.
  var limit: Int { bound - PgBackRestServerSettings.archiveTimeout(for: bound) }

  var rules: [AlertRule] { [behind, unwatched] }

  private var behind: AlertRule {
    AlertRule(
      name: "BackstayWALBehind", expression: "max(\(PromQL.series(Self.unarchived, labels))) > \(limit)", hold: 0,
      labels: [AlertLabel("backup", backup)],
      summary: "Write-ahead log of \(policy) isn't shipped in time",
      description: "A finished segment has waited for more than \(PromQL.duration(limit)) to be archived: that is what "
        + "archive_timeout (\(PromQL.duration(bound - limit))) leaves of \(PromQL.duration(bound)). More than the policy "
        + "allows would be lost now. See the server's log, and `pgbackrest check`.",
      faults: [
        AlertFault(
          title: "a segment waits for as long as it may, and a second longer",
          series: [TestSeries(Self.unarchived, labels, [limit, limit + 1, limit + 1, 0, 0])],
          onset: .at(TestSeries.step), end: 3 * TestSeries.step)
      ])
  }

  private var unwatched: AlertRule {
    let series = PromQL.series(Self.watched, labels)
    // Three runs of a watch that asks every minute.
    let limit = 180
    return AlertRule(
      name: "BackstayWALUnwatched", expression: "time() - max(\(series)) > \(limit) or absent(\(series))",
      hold: AlertText.scrapes, labels: [AlertLabel("backup", backup)],
      summary: "Nothing is known about the write-ahead log of \(policy)",
      description: "The watch that asks the server every minute hasn't answered for \(PromQL.duration(limit)), "
        + "\(AlertText.wait): the server is down or in recovery, archiving is off, or the watch can't run.",
      faults: [
        AlertFault(
          title: "the watch answers no more",
          series: [.constant(Self.watched, labels, TestSeries.reached - limit)],
          onset: .at(TestSeries.reached + 2 * TestSeries.step)),
        AlertFault(title: "the watch never answered", series: [], onset: .held(AlertText.scrapes)),
      ])
  }
}
