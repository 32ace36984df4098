/// A schedule as the `cron` expressions of a GitHub Actions workflow: five fields in UTC, at least five minutes apart.
package enum GitHubCron: Sendable, Equatable {
  /// The expressions fire at the same instants.
  case same([String])
  /// The nearest expressions fire at other instants when clocks are changed: those that only the schedule has are first.
  case differs(nearest: [String], InstantDifference)
  /// Two runs are nearer than GitHub starts them.
  case tooFrequent(RunGap)
  /// Fields can't say it: a weekday that must also be a date, or the day before 1 March.
  case unsayable
}

extension ClockSchedule {
  /// The schedule for a GitHub workflow, proven for `years` years from an instant.
  ///
  /// GitHub's documentation names five minutes as the shortest interval, and UTC as the zone. A schedule on another
  /// clock is moved by an offset of its zone, that of the longest time first.
  package func gitHubCron(from start: Instant, years: Int = 5) -> GitHubCron {
    if let gap = shortestGap(from: start, years: years), gap.seconds < 300 { return .tooFrequent(gap) }
    // In UTC nothing is moved, so nothing is to be proven.
    if zone.changes == nil { return fields.posixTexts.map { .same($0) } ?? .unsayable }
    let end = start.advanced(byYears: years)
    var nearest: (texts: [String], difference: InstantDifference)?
    for offset in offsets(from: start, through: end) {
      guard let moved = ClockSchedule(fields).shifted(byMinutes: Int(-offset / 60)),
        let texts = moved.fields.posixTexts
      else { continue }
      let difference = ScheduleReading(self, .kubernetes)
        .difference(from: ScheduleReading(moved, .kubernetes), from: start, through: end)
      guard let difference else { return .same(texts) }
      nearest = nearest ?? (texts, difference)
    }
    return nearest.map { .differs(nearest: $0.texts, $0.difference) } ?? .unsayable
  }

  /// The offsets of the zone in an interval, that of the longest time first.
  private func offsets(from start: Instant, through end: Instant) -> [Int64] {
    var times: [(offset: Int64, seconds: Int64)] = []
    var second = start.secondsSince1970
    while second <= end.secondsSince1970 {
      let period = zone.period(at: Instant(secondsSince1970: second))
      let until = min(period.end, end.secondsSince1970 + 1)
      if let index = times.firstIndex(where: { $0.offset == period.offset }) {
        times[index].seconds += until - second
      } else {
        times.append((period.offset, until - second))
      }
      second = until
    }
    return times.sorted { $0.seconds > $1.seconds }.map { $0.offset }
  }
}

extension [CronFields] {
  /// The expressions in the form that every cron reads alike, those that never fire left out; `nil` where one can't be said.
  var posixTexts: [String]? {
    var texts: [String] = []
    for fields in self where !fields.neverFires {
      guard let text = fields.posixText else { return nil }
      if !texts.contains(text) { texts.append(text) }
    }
    return texts
  }
}
