extension ClockSchedule {
  /// The first instant at which both schedules fire within `years` years. Four hold a leap day and each day of the month
  /// on each weekday.
  package func firstCoincidence(
    with other: ClockSchedule, from start: Instant, years: Int = 4, rule: ClockChangeRule = .kubernetes
  ) -> Instant? {
    if zone == other.zone, !sharesTimeOfDay(with: other) { return nil }
    let end = start.advanced(byYears: years)
    let before = Instant(secondsSince1970: start.secondsSince1970 - 1)
    var (a, b) = (next(after: before, rule: rule), other.next(after: before, rule: rule))
    while let early = a, let late = b, early < end, late < end {
      if early == late { return early }
      // The one that lags goes on at the other's instant, which it may share.
      if early < late {
        a = next(after: late.advanced(bySeconds: -1), rule: rule)
      } else {
        b = other.next(after: early.advanced(bySeconds: -1), rule: rule)
      }
    }
    return nil
  }

  private func sharesTimeOfDay(with other: ClockSchedule) -> Bool {
    fields.contains { a in
      other.fields.contains { b in a.minutes & b.minutes != 0 && a.hours & b.hours != 0 && a.months & b.months != 0 }
    }
  }
}

extension ScheduleUnion {
  /// The first instant at which both fire within four years.
  package func firstCoincidence(with union: ScheduleUnion, from start: Instant) -> Instant? {
    var first: Instant?
    var ours: ScheduleUnion? = self
    while let one = ours {
      var theirs: ScheduleUnion? = union
      while let other = theirs {
        if let instant = one.clock.firstCoincidence(with: other.clock, from: start) {
          first = min(first ?? instant, instant)
        }
        theirs = other.other
      }
      ours = one.other
    }
    return first
  }
}
