import Diagnostics
import Planning
import Schedules

/// A label of Prometheus.
typealias AlertLabel = (name: String, value: String)

/// Something that runs regularly: a backup, the upkeep of its repositories or a drill, as seen by one source of metrics.
struct WatchedRuns {
  /// The word for it in the names of alerts.
  enum Kind: String {
    case backup = "Backup"
    case upkeep = "Upkeep"
    case drill = "Drill"
  }

  /// Where it runs.
  enum Place {
    /// On a machine, by the full names of its units; without timers nothing starts it.
    case machine(services: [String], timers: [String])
    /// In a cluster.
    case cluster(CronJobNames)
  }

  let kind: Kind
  /// The labels that tell it from others of the policy.
  let labels: [AlertLabel]
  /// For example: `backup nightly`.
  let title: String
  /// Whether it starts automatically: a suspended or manual one is neither late nor missing.
  let startsByItself: Bool
  /// What must succeed regularly; empty if there is no time limit.
  let progress: [Progress]
  /// Seconds after which a run is stopped.
  let deadline: Int
  let place: Place

  /// The title at the beginning of a sentence.
  var sentenceTitle: String { title.prefix(1).uppercased() + title.dropFirst() }
}

/// A success that has to come again within a time.
struct Progress {
  /// Labels beside those of the runs, such as the kind of a physical backup.
  var labels: [AlertLabel] = []
  /// For example: `run`, or `full backup to offsite`.
  var words = "run"
  /// The labels of the series that a success sets.
  var seriesLabels: [AlertLabel]
  /// The expression's matchers for the series that count.
  var patterns: [AlertLabel] = []
  /// The starts that set the series.
  var starts: ScheduleUnion
  /// The starts that count.
  var countedStarts: ScheduleUnion
  /// From one success to the next.
  var limit: TimeLimit
  /// The longest time between two starts that count.
  var gap: Int
}

/// The names of the CronJobs of one workload.
struct CronJobNames {
  let namespace: String
  /// A regular expression that all of them match and no other CronJob of the policy.
  let pattern: String
  /// One of them, for tests.
  let example: String
}

extension ScheduleUnion {
  /// The union of `schedules`, or `nil` if there are none.
  static func of(_ schedules: [Schedule]) -> ScheduleUnion? {
    guard let first = schedules.first else { return nil }
    return schedules.dropFirst().reduce(ScheduleUnion(first.clock)) { $0.adding($1.clock) }
  }

  /// Seconds: the longest time between two starts over five years.
  func longestGap(_ rule: ClockChangeRule) -> Int? {
    gaps(from: .proofStart, years: 5, rule: rule).map { Int($0.longest.seconds) }
  }
}
