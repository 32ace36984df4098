package import Schedules

extension OnCalendarExpression {
  /// The first instant after another at which a timer elapses, or `nil` when there is none before 2200.
  ///
  /// A wall time that a change of clock skips is passed over; one that it repeats counts where it occurs first, as
  /// `mktime` has it, so that a timer which is already running sleeps through the repeated time.
  package func next(after instant: Instant) -> Instant? {
    var wall = WallTime(seconds: instant.secondsSince1970 + zone.offset(at: instant) + 1)
    while let time = next(notBefore: wall) {
      if let first = zone.firstInstant(showing: time.seconds), first > instant { return first }
      wall = WallTime(seconds: time.seconds + 1)
    }
    return nil
  }

  /// The instants of a closed interval at which one or more expressions elapse, ascending.
  package static func instants(
    of expressions: [OnCalendarExpression], from start: Instant, through end: Instant
  ) -> [Instant] {
    var instants: [Instant] = []
    for expression in expressions {
      var last = Instant(secondsSince1970: start.secondsSince1970 - 1)
      while let next = expression.next(after: last), next <= end {
        instants.append(next)
        last = next
      }
    }
    guard expressions.count > 1 else { return instants }
    instants.sort()
    var unique: [Instant] = []
    for instant in instants where unique.last != instant { unique.append(instant) }
    return unique
  }
}

extension Zone {
  /// The first instant at which clocks of the zone show a wall time, given as seconds since 1970-01-01T00:00:00 on
  /// them, or `nil` when a change of clock skips it.
  package func firstInstant(showing wall: Int64) -> Instant? {
    guard changes != nil else { return Instant(secondsSince1970: wall) }
    // Clocks are within 14 hours of UTC, and no change was greater than a day.
    var second = wall - 26 * 3600
    while second <= wall + 26 * 3600 {
      let period = period(at: Instant(secondsSince1970: second))
      let candidate = wall - period.offset
      if candidate >= period.start, candidate < period.end { return Instant(secondsSince1970: candidate) }
      guard period.end < .max else { return nil }
      second = period.end
    }
    return nil
  }
}
