import Diagnostics
import Formats
import Planning
import Schedules

/// Tests that all alerts are silent while every run ends as late as it may.
struct QuietTests {
  let policy: String
  let source: AlertSource

  var all: [YAMLValue] { distances + RunWindow.all(of: source, rule: rule).map { silence(in: $0) } }

  private func silence(in window: RunWindow) -> YAMLValue {
    test(
      "silence from \(window.start.rfc3339) on, \(window.why), every other run late",
      QuietTimeline(source: source, window: window, rule: rule).series, evaluations: window.evaluations,
      of: [], matching: [("alertname", "Backstay.*(Late|Failed|Hung|Old)")])
  }

  private var rule: ClockChangeRule { source.isCluster ? .kubernetes : .systemd }

  /// Every distance between two starts that a year has, at the moment before a run ends that is as late as it may be.
  ///
  /// Only the age of the last success matters, not the date; so each distance is tested once, not on each day.
  /// The kinds of a physical backup count for each other, and each has its own test.
  private var distances: [YAMLValue] {
    var kinds: [String] = []
    for progress in source.runs.flatMap({ $0.progress }) where !kinds.contains(progress.kind) {
      kinds.append(progress.kind)
    }
    return kinds.map { kind in
      let watched = source.runs.flatMap { runs in
        runs.progress.filter { $0.kind == kind }.map { (runs, $0, distances(of: $0)) }
      }
      let count = watched.map { $0.2.count }.max() ?? 0
      var series: [TestSeries] = []
      for (runs, progress, some) in watched {
        // Each series lasts for the whole test, and has its shortest distance at the end.
        let distances = some + Array(repeating: some[some.count - 1], count: count - some.count)
        series.append(Self.success(of: progress, runs, ages(distances, of: progress.limit, progress)))
        for copies in source.copies where kind.isEmpty && copies.isOf(runs) {
          guard let copy = copies.examples.first else { continue }
          series.append(
            TestSeries(CopyAlerts.snapshot, copies.labels + copy, ages(distances, of: copies.limit, progress)))
          series.append(TestSeries(CopyAlerts.size, copies.labels + copy, shrinking(count: 2 * count)))
        }
      }
      let title = kind.isEmpty ? "" : " of kind \(kind)"
      return test(
        "silence at each distance between starts\(title) in 2026, the later run late", series,
        evaluations: 2 * count, of: kind.isEmpty ? [] : [("kind", kind)],
        matching: [("alertname", "Backstay(.*Late|Copy.*)")])
    }
  }

  /// Sizes too small to be compared.
  private func shrinking(count: Int) -> [Int] { [CopyAlerts.small - 1] + Array(repeating: 1, count: count - 1) }

  /// Seconds between two neighbouring starts, each length once, the longest first.
  private func distances(of progress: Progress) -> [Int] {
    let year = Instant(year: 2027, month: 1, day: 1)
    let distances = progress.countedStarts.distances(from: .proofStart, through: year, rule: rule)
    return distances.isEmpty ? [progress.gap] : distances.sorted(by: >)
  }

  // Two evaluations for each, because an alert waits for a second one.
  private func ages(_ distances: [Int], of limit: TimeLimit, _ progress: Progress) -> [Int] {
    let rest = limit.seconds - progress.gap
    return distances.enumerated().flatMap { index, distance in
      [2 * index, 2 * index + 1].map { $0 * TestSeries.step - distance - rest }
    }
  }

  /// The series that a success sets, with `values`.
  static func success(of progress: Progress, _ runs: WatchedRuns, _ values: [Int]) -> TestSeries {
    switch runs.place {
    case .machine:
      let series = MachineAlerts.series(of: progress, runs)
      return TestSeries(series.name, series.labels, values)
    case .cluster(let names):
      return ClusterAlerts.series(ClusterAlerts.success, names, values)
    }
  }

  private func test(
    _ name: String, _ series: [TestSeries], evaluations: Int, of labels: [AlertLabel], matching patterns: [AlertLabel]
  ) -> YAMLValue {
    let length = (evaluations - 1) * TestSeries.step
    let range = PromQL.duration(length + TestSeries.step)
    let firing = PromQL.series("ALERTS", [("alertstate", "firing")] + labels, matching: patterns)
    return [
      "name": .string(name), "interval": .string(PromQL.duration(TestSeries.step)),
      "input_series": .sequence(series.map { $0.document }),
      "promql_expr_test": [.silence(of: "count_over_time(\(firing)[\(range)])", at: PromQL.duration(length))],
    ]
  }
}

extension Progress {
  /// The kind of a physical backup, or nothing.
  fileprivate var kind: String { labels.first { $0.name == "kind" }?.value ?? "" }
}

extension CopyAlerts {
  /// Whether `runs` make the copies.
  func isOf(_ runs: WatchedRuns) -> Bool {
    runs.kind == .backup && runs.labels.contains { $0.name == "backup" && $0.value == job.name.value }
  }
}
