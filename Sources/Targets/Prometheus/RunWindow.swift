import Schedules

/// A time around an instant at which runs are farther apart, or closer, than usual.
struct RunWindow {
  /// How often something runs: hourly runs don't need two days.
  enum Pace: CaseIterable {
    case often, daily

    /// Seconds: the longest time between two starts.
    private var longest: Int { self == .often ? 3600 : 2 * 86_400 }

    /// Seconds: the length of a window. What runs once a day ends once after its centre, and once more.
    fileprivate var length: Int { self == .often ? 4 * 3600 : 2 * 86_400 }

    /// Whether `runs` are of this pace. What runs once in several days is of none, because no window would have more than one.
    func contains(_ runs: WatchedRuns) -> Bool {
      guard let gap = runs.progress.map({ $0.gap }).filter({ $0 <= Pace.daily.longest }).max() else { return false }
      return Pace.allCases.first { gap <= $0.longest } == self
    }
  }

  let pace: Pace
  let start: Instant
  /// The instant, which is in the first half.
  let centre: Instant
  /// What happens then.
  let why: String

  var evaluations: Int { pace.length / TestSeries.step + 1 }

  var end: Instant { start.advanced(bySeconds: Int64(pace.length)) }

  private init(_ pace: Pace, around centre: Instant, why: String) {
    self.pace = pace
    self.centre = centre
    self.why = why
    let half = Int64(pace.length / 2)
    start = Instant(secondsSince1970: centre.secondsSince1970 / half * half)
  }

  /// Of each pace, a window for each change of clock of a zone that runs of `source` are scheduled in, or one around the longest
  /// time between two starts where no clock is changed.
  static func all(of source: AlertSource, rule: ClockChangeRule) -> [RunWindow] {
    Pace.allCases.flatMap { pace in
      all(of: source.runs.filter { pace.contains($0) }.flatMap { $0.progress }, pace, rule: rule)
    }
  }

  private static func all(of progress: [Progress], _ pace: Pace, rule: ClockChangeRule) -> [RunWindow] {
    var windows: [RunWindow] = []
    for zone in progress.flatMap({ $0.starts.zones }) {
      zone.forEachChange(from: .proofStart, years: 1) { period in
        let window = RunWindow(
          pace, around: Instant(secondsSince1970: period.start), why: "clocks change in \(zone.name)")
        if !windows.contains(where: { $0.start == window.start }) { windows.append(window) }
        return true
      }
    }
    let frequent = progress.filter { $0.gap <= pace.length }
    if windows.isEmpty, let longest = frequent.max(by: { $0.gap < $1.gap }),
      let gap = longest.countedStarts.gaps(from: .proofStart, years: 1, rule: rule)?.longest
    {
      windows.append(RunWindow(pace, around: gap.end, why: "with the longest time between starts"))
    }
    return windows.sorted { $0.start < $1.start }
  }
}

extension ScheduleUnion {
  /// The zones of its schedules.
  fileprivate var zones: [Zone] { [clock.zone] + (other?.zones ?? []) }
}
