/// The yearly rule at the end of a TZif file, a POSIX `TZ` string. For example: `CET-1CEST,M3.5.0,M10.5.0/3`.
package struct ClockRule: Sendable, Equatable {
  /// The seconds ahead of UTC in standard time.
  let standardOffset: Int64
  /// Daylight saving time, where there is any.
  let daylight: Daylight?

  /// The half of the year with another offset; it is the winter in Dublin.
  struct Daylight: Sendable, Equatable {
    let offset: Int64
    let start: Day
    let end: Day
  }

  /// The `week`-th `weekday` of a month, 5 meaning the last, and the seconds after its midnight, which may lie outside the day.
  struct Day: Sendable, Equatable {
    let month: Int
    let week: Int
    let weekday: Int
    let time: Int64

    /// The seconds since 1970-01-01T00:00:00 on the local clock.
    func localSeconds(inYear year: Int) -> Int64 {
      let first = CivilDate(year: year, month: month, day: 1).daysSince1970
      var day = (weekday - CivilDate.weekday(daysSince1970: first) + 7) % 7 + (week - 1) * 7
      if day >= CivilDate.length(ofMonth: month, year: year) { day -= 7 }
      return Int64(first + day) * 86_400 + time
    }
  }

  /// A change of clock that the rule gives.
  package struct Change {
    /// The seconds since 1970-01-01T00:00:00Z.
    package let instant: Int64
    /// The seconds ahead of UTC from then on.
    package let offset: Int64
    /// The seconds ahead of UTC until then.
    let previousOffset: Int64
  }

  /// The two changes of one year in order, or `nil` where clocks are never changed.
  package func changes(inYear year: Int) -> (first: Change, second: Change)? {
    guard let daylight else { return nil }
    let start = Change(
      instant: daylight.start.localSeconds(inYear: year) - standardOffset, offset: daylight.offset,
      previousOffset: standardOffset)
    let end = Change(
      instant: daylight.end.localSeconds(inYear: year) - daylight.offset, offset: standardOffset,
      previousOffset: daylight.offset)
    return start.instant < end.instant ? (start, end) : (end, start)
  }

  /// The periods between the changes of some years, or none where clocks are never changed or the rule doesn't hold yet.
  func periods(inYears years: ClosedRange<Int>, after last: Int64) -> [OffsetPeriod] {
    var periods: [OffsetPeriod] = []
    var previous: Change?
    for year in years {
      guard let changes = changes(inYear: year) else { return [] }
      for change in [changes.first, changes.second] {
        guard change.instant > last else { return [] }
        if let previous {
          periods.append(
            OffsetPeriod(
              start: previous.instant, end: change.instant, offset: previous.offset,
              previousOffset: previous.previousOffset))
        }
        previous = change
      }
    }
    return periods
  }
}
