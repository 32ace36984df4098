extension ClockSchedule {
  /// Calls `body` with the days of a closed interval on which the schedule fires, in order, until that returns `false`.
  ///
  /// Between two changes of clock local time is a shifted UTC, so each such period is walked by whole days; an
  /// expression that fires every day costs one call for all whole days of a period. A wall time that is skipped lies
  /// in no period, one that is repeated lies in two: that alone is the rule of Kubernetes, but for some changes.
  func forEachDay(
    from start: Instant, through end: Instant, _ patterns: inout SchedulePatterns, _ body: (MatchingDays) -> Bool
  ) {
    guard start <= end else { return }
    if isSearched(from: start, through: end, patterns.rule) {
      return forEachSearchedDay(from: start, through: end, &patterns, body)
    }
    _ = forEachWallDay(from: start, through: end, &patterns, body)
  }

  /// Does so by matching wall times only. Returns whether to go on.
  func forEachWallDay(
    from start: Instant, through end: Instant, _ patterns: inout SchedulePatterns, _ body: (MatchingDays) -> Bool
  ) -> Bool {
    var second = start.secondsSince1970
    while second <= end.secondsSince1970 {
      let period = zone.period(at: Instant(secondsSince1970: second))
      var first = second
      if period.repeated > 0, var inUTC = patterns.inUTC {
        let repeatedEnd = period.start + period.repeated
        let window = first..<max(first, min(repeatedEnd, end.secondsSince1970 + 1))
        guard forEachDay(window, offset: period.offset, &inUTC, body) else { return false }
        first = max(first, repeatedEnd)
      }
      let window = first..<max(first, min(period.end, end.secondsSince1970 + 1))
      guard forEachDay(window, offset: period.offset, &patterns.all, body) else { return false }
      guard period.end <= end.secondsSince1970 else { return true }
      second = period.end
    }
    return true
  }

  /// Walks a range of seconds since 1970 during which the clock is not changed. Returns whether to go on.
  private func forEachDay(
    _ seconds: Range<Int64>, offset: Int64, _ patterns: inout DayPatterns, _ body: (MatchingDays) -> Bool
  ) -> Bool {
    // In minutes of the local clock, from the first that begins in the range to the one after the last.
    let lower = (seconds.lowerBound + offset + 59).flooredQuotient(by: 60)
    let upper = (seconds.upperBound - 1 + offset).flooredQuotient(by: 60) + 1
    guard lower < upper else { return true }
    var minute = Int(lower)
    let end = Int(upper)
    while minute < end {
      let day = Int(Int64(minute).flooredQuotient(by: 1440))
      let (pattern, alike) = patterns.run(from: day)
      let midnight = Instant(secondsSince1970: Int64(day) * 86_400 - offset)
      let start = minute - day * 1440
      let wholeDays = start == 0 ? min(alike, (end - minute) / 1440) : 0
      if wholeDays > 0 {
        guard pattern.isEmpty || body(MatchingDays(midnight: midnight, count: wholeDays, pattern: pattern)) else {
          return false
        }
      } else {
        let clipped = pattern.clipped(to: start..<min(1440, end - day * 1440))
        guard clipped.isEmpty || body(MatchingDays(midnight: midnight, count: 1, pattern: clipped)) else {
          return false
        }
      }
      minute = (day + max(wholeDays, 1)) * 1440
    }
    return true
  }
}
