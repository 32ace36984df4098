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

  /// The rules for copies of `job`, or `nil` if it doesn't start automatically, or pgbackrest makes them.
  init?(policy: String, job: Job, progress: Progress?) {
    guard let progress, !job.isPhysical else { return nil }
    self.policy = policy
    self.job = job
    if case .onChange(_, let atLatestEvery) = job.trigger {
      limit = progress.limit.after(.init(seconds: atLatestEvery, words: "without a change"))
    } else {
      limit = progress.limit
    }
  }

  var rules: [AlertRule] { [old, shrunk] }

  /// The labels of two copies, or of the only one, beside those of the backup: alerts tell copies apart whatever their number.
  var examples: [[AlertLabel]] {
    guard let first = copies.first, let last = copies.last, copies.count > 1 else { return copies }
    return [first, last]
  }

  private var copies: [[AlertLabel]] {
    job.shipments.flatMap { shipment in
      job.captures.flatMap { capture in
        databases(of: capture).map { database in
          [AlertLabel("material", capture.material.value)] + (database.map { [AlertLabel("database", $0)] } ?? [])
            + [AlertLabel("sink", shipment.sink.value)]
        }
      }
    }
  }

  // Databases are known only if the policy names them.
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

  /// Bytes: the relative size of smaller copies varies too much.
  static let small = 1 << 20

  private var old: AlertRule {
    AlertRule(
      name: "BackstayCopyOld",
      expression: "time() - \(byCopy("\(PromQL.series(Self.snapshot, labels))")) > \(limit.seconds)",
      hold: AlertText.scrapes, labels: [AlertLabel("backup", job.name.value)],
      summary: "A copy of backup \(job.name.value) of \(policy) is too old",
      description:
        "The material's newest copy at the sink is older than \(PromQL.duration(limit.seconds)): \(limit.sum). Runs "
        + "may still succeed.",
      scenes: [.standstill], added: examples)
  }

  private var shrunk: AlertRule {
    // Seven copies at least, and a week.
    let window = 7 * max(86_400, limit.seconds)
    // A fixed number of samples, whatever the scrape interval, at whole hours.
    let look = max(3600, window / 168 / 3600 * 3600)
    let sizes = PromQL.series(Self.size, labels)
    let range = "[\(PromQL.duration(window)):\(PromQL.duration(look))]"
    return AlertRule(
      name: "BackstayCopyShrank",
      expression: """
        \(byCopy(sizes))
        < 0.7 * (\(byCopy("quantile_over_time(0.5, \(sizes)\(range))")) >= \(Self.small))
        """,
      hold: 0, labels: [AlertLabel("backup", job.name.value)],
      summary: "A copy of backup \(job.name.value) of \(policy) shrank",
      description:
        "The material's newest copy at the sink is smaller than 70 % of the median of \(PromQL.duration(window)).",
      scenes: [.standstill], added: examples)
  }

  private func byCopy(_ expression: String) -> String { "max by (material, database, sink) (\(expression))" }
}
