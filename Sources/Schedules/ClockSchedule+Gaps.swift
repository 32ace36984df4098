/// The distance between two consecutive runs of a schedule.
package struct RunGap: Sendable, Equatable {
  /// The earlier run.
  package let start: Instant
  /// The later run.
  package let end: Instant

  /// Creates the distance between two runs.
  package init(start: Instant, end: Instant) {
    self.start = start
    self.end = end
  }

  /// The distance in seconds.
  package var seconds: Int64 { end.secondsSince1970 - start.secondsSince1970 }
}

extension ClockSchedule {
  /// The longest distance between two consecutive runs, the first of which lies within `years` years from an instant;
  /// the earliest such pair. `nil` when no run follows one of them: then no bound holds.
  package func longestGap(from start: Instant, years: Int = 5, rule: ClockChangeRule = .kubernetes) -> RunGap? {
    gaps(from: start, years: years, rule: rule)?.longest
  }

  /// The shortest distance between two consecutive runs, the first of which lies within `years` years from an instant;
  /// the earliest such pair. `nil` when no run follows one of them.
  package func shortestGap(from start: Instant, years: Int = 5, rule: ClockChangeRule = .kubernetes) -> RunGap? {
    gaps(from: start, years: years, rule: rule)?.shortest
  }

  /// The longest and the shortest distance, for the price of one.
  package func gaps(
    from start: Instant, years: Int = 5, rule: ClockChangeRule = .kubernetes
  ) -> (longest: RunGap, shortest: RunGap)? {
    let end = start.advanced(byYears: years)
    var finder = GapFinder()
    var patterns = SchedulePatterns(self, rule)
    func visit(from first: Instant, through last: Instant) {
      forEachDay(from: first, through: last, &patterns) { days in
        finder.visit(days)
        return true
      }
    }
    guard fields.contains(where: { !$0.firesEveryDay }), fields.allSatisfy({ $0.repeatsWeekly }) else {
      visit(from: start, through: end)
      return finished(&finder, &patterns)
    }
    // Between two changes of clock each week is like the one before, and like any other between two such changes: once
    // some have been shown, only the time around a change has distances that are new. A change may disturb the time
    // after it up to the second run, and the search of Kubernetes to the one after that.
    let week: Int64 = 7 * 86_400
    let (before, after) = (week + 2 * 86_400, 2 * week + 2 * 86_400)
    var first = start
    var hasSeenWeeks = false
    while true {
      let change = zone.period(at: first).end
      let isLast = change > end.secondsSince1970
      let length = hasSeenWeeks ? after : after + week
      guard isLast || change - first.secondsSince1970 > length + before else {
        visit(from: first, through: Instant(secondsSince1970: change - 1))
        first = Instant(secondsSince1970: change)
        continue
      }
      visit(from: first, through: first.advanced(bySeconds: length - 1))
      hasSeenWeeks = true
      if isLast { return finished(&finder, &patterns) }
      finder.skip()
      visit(from: Instant(secondsSince1970: change - before), through: Instant(secondsSince1970: change - 1))
      first = Instant(secondsSince1970: change)
    }
  }

  /// What a walk has found, once it has seen the run after its last.
  private func finished(
    _ finder: inout GapFinder, _ patterns: inout SchedulePatterns
  ) -> (longest: RunGap, shortest: RunGap)? {
    guard let last = finder.previous, let next = next(after: last, &patterns) else { return nil }
    finder.visit(next)
    guard let longest = finder.longest, let shortest = finder.shortest else { return nil }
    return (longest, shortest)
  }
}

/// The longest and shortest distance between the instants that it is shown in order.
private struct GapFinder {
  private(set) var previous: Instant?
  private(set) var longest: RunGap?
  private(set) var shortest: RunGap?

  /// What was shown before is no neighbour of what comes now.
  mutating func skip() { previous = nil }

  mutating func visit(_ instant: Instant) {
    if let previous { note(RunGap(start: previous, end: instant)) }
    previous = instant
  }

  mutating func visit(_ days: MatchingDays) {
    let pattern = days.pattern
    // A third day alike has no distance that the first two have not.
    for day in 0..<min(days.count, 2) {
      visit(days.instant(day: day, minute: pattern.first))
      if let gap = pattern.longest { note(within: days, day, gap) }
      if let gap = pattern.shortest { note(within: days, day, gap) }
      previous = days.instant(day: day, minute: pattern.last)
    }
    previous = days.instant(day: days.count - 1, minute: pattern.last)
  }

  private mutating func note(within days: MatchingDays, _ day: Int, _ gap: (minutes: Int, start: Int)) {
    let start = days.instant(day: day, minute: gap.start)
    note(RunGap(start: start, end: start.advanced(bySeconds: Int64(gap.minutes * 60))))
  }

  private mutating func note(_ gap: RunGap) {
    if gap.seconds > longest?.seconds ?? -1 { longest = gap }
    if gap.seconds < shortest?.seconds ?? .max { shortest = gap }
  }
}

extension CronFields {
  /// Whether each week is like the one before.
  var repeatsWeekly: Bool { daysOfMonth == Self.allDaysOfMonth && months == Self.allMonths }
}
