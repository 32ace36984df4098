extension ClockSchedule {
  /// The first instant at which both schedules fire within `years` years. Four hold a leap day and each day of the month
  /// on each weekday.
  package func firstCoincidence(
    with other: ClockSchedule, from start: Instant, years: Int = 4, rule: ClockChangeRule = .kubernetes
  ) -> Instant? {
    let end = start.advanced(byYears: years)
    if !canMeet(other, start, end, rule) { return nil }
    var first = start
    // Most that meet do so soon; what is dense is not listed for years before that is known.
    var length: Int64 = 8 * 86_400
    while first < end {
      let last = min(end, first.advanced(bySeconds: length)).advanced(bySeconds: -1)
      let theirs = other.instants(from: first, through: last, rule: rule)
      var index = 0
      for instant in instants(from: first, through: last, rule: rule) {
        while index < theirs.count, theirs[index] < instant { index += 1 }
        guard index < theirs.count else { break }
        if theirs[index] == instant { return instant }
      }
      first = last.advanced(bySeconds: 1)
      length = min(length * 4, 366 * 86_400)
    }
    return nil
  }

  /// Whether there is a time of day at which both may fire, whatever the day.
  private func canMeet(_ other: ClockSchedule, _ start: Instant, _ end: Instant, _ rule: ClockChangeRule) -> Bool {
    let isSearched = isSearched(from: start, through: end, rule) || other.isSearched(from: start, through: end, rule)
    if zone == other.zone, !isSearched { return sharesTimeOfDay(with: other) }
    // The search may stray from the days of an expression, and from its hours only by a change of less than one.
    if isSearched, !zone.hasWholeHourOffsets || !other.zone.hasWholeHourOffsets { return true }
    return sharesTimeInUTC(with: other, start, end)
  }

  /// Whether there is a minute of the day in UTC at which both fire, whatever the day.
  private func sharesTimeInUTC(with other: ClockSchedule, _ start: Instant, _ end: Instant) -> Bool {
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
      var hours = field.hours
      while hours != 0 {
        let hour = hours.trailingZeroBitCount
        hours &= hours - 1
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
