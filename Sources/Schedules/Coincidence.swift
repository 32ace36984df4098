extension ClockSchedule {
  /// The first instant at which both schedules fire within `years` years. Four hold a leap day and each day of the month
  /// on each weekday.
  package func firstCoincidence(
    with other: ClockSchedule, from start: Instant, years: Int = 4, rule: ClockChangeRule = .kubernetes
  ) -> Instant? {
    let end = start.advanced(byYears: years)
    if !isSearched(from: start, through: end, rule), !other.isSearched(from: start, through: end, rule) {
      if zone == other.zone { return firstSharedDay(with: other, from: start, through: end, rule) }
      if !sharesTimeInUTC(with: other, from: start, through: end) { return nil }
    }
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

  /// Whether the controller's own search may give other runs than the clock on the wall.
  private func isSearched(from start: Instant, through end: Instant, _ rule: ClockChangeRule) -> Bool {
    rule == .kubernetes && zone.changes != nil
      && zone.nextAwkwardChange(after: start.advanced(bySeconds: -Self.reach), through: end) != nil
  }

  /// The first instant at which both fire on the clock of one zone: only days that both match are looked at.
  private func firstSharedDay(
    with other: ClockSchedule, from start: Instant, through end: Instant, _ rule: ClockChangeRule
  ) -> Instant? {
    guard sharesTimeOfDay(with: other) else { return nil }
    var date = CivilDate(daysSince1970: start.dayInUTC - 1)
    // A day of any zone begins and ends within these hours of the day of the same date in UTC.
    for day in start.dayInUTC - 1...end.dayInUTC + 1 {
      let weekday = CivilDate.weekday(daysSince1970: day)
      if fires(on: date, weekday), other.fires(on: date, weekday) {
        let midnight = Instant(secondsSince1970: Int64(day) * 86_400)
        let first = max(start, midnight.advanced(bySeconds: -15 * 3600))
        let last = min(end.advanced(bySeconds: -1), midnight.advanced(bySeconds: 39 * 3600))
        let theirs = other.instants(from: first, through: last, rule: rule)
        for instant in instants(from: first, through: last, rule: rule) where theirs.contains(instant) {
          return instant
        }
      }
      date = date.next
    }
    return nil
  }

  private func fires(on date: CivilDate, _ weekday: Int) -> Bool {
    fields.contains { $0.matchesDay(day: date.day, month: date.month, weekday: weekday) }
  }

  /// Whether there is a minute of the day in UTC at which both fire, whatever the day.
  private func sharesTimeInUTC(with other: ClockSchedule, from start: Instant, through end: Instant) -> Bool {
    let ours = minutesInUTC(from: start, through: end)
    let theirs = other.minutesInUTC(from: start, through: end)
    return ours & theirs != SIMD32<UInt64>()
  }

  /// The minutes of the day in UTC at which the schedule fires with any of its zone's offsets: a set for each hour.
  private func minutesInUTC(from start: Instant, through end: Instant) -> SIMD32<UInt64> {
    var minutes = SIMD32<UInt64>()
    var second = start.secondsSince1970
    var lastOffset: Int64?
    while second <= end.secondsSince1970 {
      let period = zone.period(at: Instant(secondsSince1970: second))
      if period.offset != lastOffset { add(to: &minutes, minutesAhead: Int(period.offset / 60)) }
      lastOffset = period.offset
      second = period.end
    }
    return minutes
  }

  private func add(to minutes: inout SIMD32<UInt64>, minutesAhead: Int) {
    for field in fields {
      for hour in 0..<24 where field.hours >> UInt32(hour) & 1 == 1 {
        var rest = field.minutes
        while rest != 0 {
          let minute = (hour * 60 + rest.leastBit - minutesAhead + 2 * 1440) % 1440
          minutes[minute / 60] |= 1 << UInt64(minute % 60)
          rest &= rest - 1
        }
      }
    }
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
