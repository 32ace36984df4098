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
    KnownGaps.answer(KnownGaps.Question(fields: fields, zone: zone.name, start: start, years: years, rule: rule)) {
      findGaps(from: start, years: years, rule: rule)
    }
  }

  private func findGaps(
    from start: Instant, years: Int, rule: ClockChangeRule
  ) -> (longest: RunGap, shortest: RunGap)? {
    var walk = GapWalk(self, rule, from: start, through: start.advanced(byYears: years))
    if fields.allSatisfy({ $0.repeatsWeekly }) { walk.visitUnlikeWeeks() } else { walk.visitAll() }
    return walk.gaps
  }
}

/// A walk over the runs of a schedule in a closed interval, and to the run after it.
private struct GapWalk {
  private let schedule: ClockSchedule
  private let start: Instant
  private let end: Instant
  private var patterns: SchedulePatterns
  private var finder = GapFinder()

  init(_ schedule: ClockSchedule, _ rule: ClockChangeRule, from start: Instant, through end: Instant) {
    self.schedule = schedule
    self.start = start
    self.end = end
    patterns = SchedulePatterns(schedule, rule)
  }

  /// What the walk has found, once it has seen the run after its last.
  var gaps: (longest: RunGap, shortest: RunGap)? {
    mutating get {
      if let last = finder.previous {
        guard let next = schedule.next(after: last, &patterns) else { return nil }
        finder.visit(next)
      }
      guard let longest = finder.longest, let shortest = finder.shortest else { return nil }
      return (longest, shortest)
    }
  }

  mutating func visitAll() { visit(start.secondsSince1970..<end.secondsSince1970 + 1) }

  /// Leaves out what has no distance that was not seen before, for a schedule whose weeks are alike.
  mutating func visitUnlikeWeeks() {
    var last = start.secondsSince1970
    for stretch in schedule.unlikeWeeks(from: start, through: end, patterns.rule) {
      if stretch.lowerBound > last { finder.skip() }
      visit(stretch)
      last = stretch.upperBound
    }
  }

  private mutating func visit(_ seconds: Range<Int64>) {
    let last = Instant(secondsSince1970: seconds.upperBound - 1)
    schedule.forEachDay(from: Instant(secondsSince1970: seconds.lowerBound), through: last, &patterns) { days in
      finder.visit(days)
      return true
    }
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
