import Diagnostics
import Formats
import Planning

/// The rules for the copies of one backup on a machine: a run may succeed without one, because nothing changed or a sink was
/// best-effort.
struct CopyAlerts {
  let policy: String
  let job: Job
  /// From one copy to the next.
  let limit: TimeLimit

  /// The rules for copies of `job`, or `nil` where it doesn't start by itself, or pgbackrest has them.
  init?(policy: String, job: Job, progress: Progress?) {
    guard let progress, !job.isPhysical else { return nil }
    self.policy = policy
    self.job = job
    if case .onChange(_, let atLatestEvery) = job.trigger {
      limit = progress.limit.after(.init(seconds: atLatestEvery, words: "to the latest capture of what didn't change"))
    } else {
      limit = progress.limit
    }
  }

  var rules: [AlertRule] { [old, shrunk] }

  /// The labels of each copy, beside those of the backup.
  var copies: [[AlertLabel]] {
    job.shipments.flatMap { shipment in
      job.captures.flatMap { capture in
        databases(of: capture).map { database in
          [AlertLabel("material", capture.material.value)] + (database.map { [AlertLabel("database", $0)] } ?? [])
            + [AlertLabel("sink", shipment.sink.value)]
        }
      }
    }
  }

  // Which databases there are is known only where the policy names them.
  private func databases(of capture: Capture) -> [String?] {
    guard case .postgresql(let source) = capture.source else { return [nil] }
    switch source.databases {
    case .named(let names): return names.map { $0.value }
    case .all: return ["postgres"]
    }
  }

  var labels: [AlertLabel] { [AlertLabel("policy", policy), AlertLabel("backup", job.name.value)] }

  /// The newest copy's snapshot.
  static let snapshot = "backstay_copy_snapshot_timestamp_seconds"
  /// Its size.
  static let size = "backstay_copy_size_bytes"

  /// Bytes: what is smaller changes by more than it has in every run, and says nothing.
  static let small = 1 << 20

  private var old: AlertRule {
    AlertRule(
      name: "BackstayCopyOld",
      expression: "time() - \(byCopy("\(PromQL.series(Self.snapshot, labels))")) > \(limit.seconds)",
      hold: AlertText.scrapes, labels: [AlertLabel("backup", job.name.value)],
      summary: "A copy of backup \(job.name.value) of \(policy) is too old",
      description: "The newest copy of the material at the sink, both in the labels, is older than "
        + "\(PromQL.duration(limit.seconds)): \(limit.sum), \(AlertText.wait). Runs may succeed all the same, where a sink "
        + "is best-effort.",
      faults: [
        AlertFault(
          title: "each copy is as old as it may be, and none follows",
          series: copies.map { .constant(Self.snapshot, labels + $0, TestSeries.reached - limit.seconds) },
          onset: .at(TestSeries.reached + 2 * TestSeries.step), added: copies)
      ])
  }

  private var shrunk: AlertRule {
    // Seven copies at least, and a week.
    let window = 7 * max(86_400, limit.seconds)
    // A fixed number of looks, whatever the scrape interval, and whole hours.
    let look = max(3600, window / 168 / 3600 * 3600)
    let sizes = PromQL.series(Self.size, labels)
    let range = "[\(PromQL.duration(window)):\(PromQL.duration(look))]"
    // Within an hour, so that the median is still that of before.
    let values = [Self.small, Self.small, Self.small * 7 / 10 + 1, Self.small * 7 / 10 - 1]
    return AlertRule(
      name: "BackstayCopyShrank",
      expression: """
        \(byCopy(sizes))
        < 0.7 * (\(byCopy("quantile_over_time(0.5, \(sizes)\(range))")) >= \(Self.small))
        """,
      hold: 0, labels: [AlertLabel("backup", job.name.value)],
      summary: "A copy of backup \(job.name.value) of \(policy) is much smaller than those before",
      description:
        "The newest copy of the material at the sink, both in the labels, has less than 70 % of the median of "
        + "the last \(PromQL.duration(window)), in which at least \(window / limit.seconds) copies were made. Where the "
        + "median is below 1 MiB, nothing is said.",
      faults: [
        AlertFault(
          title: "each copy loses nearly 30 % and then a little more",
          series: copies.map { TestSeries(Self.size, labels + $0, values) }, onset: .at(3 * TestSeries.step),
          added: copies)
      ])
  }

  private func byCopy(_ expression: String) -> String { "max by (material, database, sink) (\(expression))" }
}
