import Schedules

/// Some days around an instant at which runs are farther apart, or nearer, than elsewhere.
struct RunWindow {
  let start: Instant
  /// The instant, which lies in the first day.
  let centre: Instant
  /// What happens then.
  let why: String

  /// Two days: what runs once a day ends once after the instant, and once more.
  let evaluations = 2 * 86_400 / TestSeries.step + 1

  var end: Instant { start.advanced(bySeconds: 2 * 86_400) }

  private init(around centre: Instant, why: String) {
    self.centre = centre
    self.why = why
    start = Instant(secondsSince1970: Int64(centre.dayInUTC) * 86_400)
  }

  /// A window for each change of clock of a zone that runs of `source` are scheduled in, and one around the longest time
  /// between two starts where no clock is changed.
  static func all(of source: AlertSource, rule: ClockChangeRule) -> [RunWindow] {
    let progress = source.runs.flatMap { $0.progress }
    var windows: [RunWindow] = []
    for zone in progress.flatMap({ $0.starts.zones }) {
      zone.forEachChange(from: .proofStart, years: 1) { period in
        let window = RunWindow(around: Instant(secondsSince1970: period.start), why: "clocks change in \(zone.name)")
        if !windows.contains(where: { $0.start == window.start }) { windows.append(window) }
        return true
      }
    }
    // Of what runs once in several days no window has more than one.
    let frequent = progress.filter { $0.gap <= 2 * 86_400 }
    if windows.isEmpty, let longest = frequent.max(by: { $0.gap < $1.gap }),
      let gap = longest.countedStarts.gaps(from: .proofStart, years: 1, rule: rule)?.longest
    {
      windows.append(RunWindow(around: gap.end, why: "with the longest time between two starts of 2026"))
    }
    return windows.sorted { $0.start < $1.start }
  }
}

extension ScheduleUnion {
  /// The zones of its schedules.
  fileprivate var zones: [Zone] { [clock.zone] + (other?.zones ?? []) }
}
