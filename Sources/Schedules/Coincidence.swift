extension ClockSchedule {
  /// The first instant at which both schedules fire within four years, which hold a leap day and each day of the month
  /// on each weekday.
  package func firstCoincidence(with other: ClockSchedule, from start: Instant) -> Instant? {
    if zone == other.zone, !sharesTimeOfDay(with: other) { return nil }
    let end = start.advanced(byYears: 4)
    let before = Instant(secondsSince1970: start.secondsSince1970 - 1)
    var (a, b) = (next(after: before), other.next(after: before))
    while let early = a, let late = b, early < end, late < end {
      if early == late { return early }
      // The one that lags goes on at the other's instant, which it may share.
      if early < late {
        a = next(after: Instant(secondsSince1970: late.secondsSince1970 - 1))
      } else {
        b = other.next(after: Instant(secondsSince1970: early.secondsSince1970 - 1))
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
