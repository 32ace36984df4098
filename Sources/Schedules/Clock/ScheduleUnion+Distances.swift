extension ScheduleUnion {
  /// Seconds between two neighbouring instants, of which the first lies in a closed interval: each distance once.
  package func distances(
    from start: Instant, through end: Instant, rule: ClockChangeRule = .kubernetes
  ) -> Set<Int> {
    var walk = DistanceWalk()
    if other == nil {
      clock.forEachDistinctDay(from: start, through: end, rule: rule) { walk.visit($0) }
    } else {
      for instant in instants(from: start, through: end, rule: rule) { walk.visit(instant) }
    }
    if let next = next(after: walk.previous ?? start, rule: rule) { walk.visit(next) }
    return walk.distances
  }
}

extension ClockSchedule {
  fileprivate func forEachDistinctDay(
    from start: Instant, through end: Instant, rule: ClockChangeRule, _ body: (MatchingDays) -> Void
  ) {
    var patterns = SchedulePatterns(self, rule)
    forEachDay(from: start, through: end, &patterns) { days in
      body(days)
      return true
    }
  }
}

/// The distances between instants that are visited in order.
private struct DistanceWalk {
  private(set) var previous: Instant?
  private(set) var distances: Set<Int> = []
  // Most are as long as the one before, and a comparison costs less than a hash.
  private var last: Int?

  mutating func visit(_ days: MatchingDays) {
    // A third day alike has no distance that the first two have not.
    for day in 0..<min(days.count, 2) {
      days.pattern.forEachMinute { minute in
        visit(days.instant(day: day, minute: minute))
        return true
      }
    }
    previous = days.instant(day: days.count - 1, minute: days.pattern.last)
  }

  mutating func visit(_ instant: Instant) {
    if let previous {
      let distance = Int(instant.secondsSince1970 - previous.secondsSince1970)
      if distance != last { distances.insert(distance) }
      last = distance
    }
    previous = instant
  }
}
