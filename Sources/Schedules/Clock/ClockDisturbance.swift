/// A change of clock that skips a wall time of a schedule, or at which schedulers part.
package struct ClockDisturbance: Sendable {
  /// The period that begins with the change.
  package let period: OffsetPeriod
  /// A wall time of the schedule that the change skips or repeats, in minutes since 1970-01-01T00:00 on the zone's
  /// clock; `nil` where one outside it is disturbed, as Kubernetes does in some zones.
  package let wallMinute: Int64?
  /// The instants that only one of Kubernetes, first, and systemd has; empty where both skip the wall time.
  package let difference: InstantDifference
  /// The time without a run that skipping the wall time leaves; `nil` where nothing is skipped.
  package let gap: RunGap?

  /// The instant of the change.
  package var change: Instant { Instant(secondsSince1970: period.start) }
}

extension ClockSchedule {
  /// The first change of clock within `years` years from an instant that skips a wall time of the schedule, or at which
  /// Kubernetes and systemd differ.
  ///
  /// To skip one of every hour's runs leaves no longer gap than any other hour does, so that is no disturbance.
  package func firstDisturbance(from start: Instant, years: Int = 5) -> ClockDisturbance? {
    var found: ClockDisturbance?
    let isSearched = isSearched(from: start, through: start.advanced(byYears: years + 1), .kubernetes)
    var patterns = DayPatterns(fields)
    let repeatsWeekly = fields.allSatisfy { $0.repeatsWeekly }
    var changes = WeeklyChanges(apart: 32 * 86_400)
    var previous = Int64.min / 2
    zone.forEachChange(from: start, years: years) { period in
      defer { previous = period.start }
      guard !repeatsWeekly || changes.isNew(period, after: period.start - previous) else { return true }
      found = disturbance(at: period, isSearched, &patterns)
      return found == nil
    }
    return found
  }

  private func disturbance(at period: OffsetPeriod, _ isSearched: Bool, _ patterns: inout DayPatterns)
    -> ClockDisturbance?
  {
    let change = Instant(secondsSince1970: period.start)
    let before = period.start + period.previousOffset
    let after = period.start + period.offset
    let wallMinute = patterns.firstMinute(in: min(before, after)..<max(before, after))
    // Outside the wall times that are skipped or repeated all follow the same clock, unless one of them searches.
    if wallMinute == nil, !isSearched { return nil }
    let (lower, upper) = (change.advanced(bySeconds: -86_400), change.advanced(bySeconds: 86_400))
    let difference = InstantDifference(
      instants(from: lower, through: upper), instants(from: lower, through: upper, rule: .systemd))
    var gap: RunGap?
    if difference.isEmpty {
      guard before < after, wallMinute != nil, !fields.allSatisfy({ $0.hours == CronFields.allHours }) else {
        return nil
      }
      gap = self.gap(around: change)
    }
    return ClockDisturbance(period: period, wallMinute: wallMinute, difference: difference, gap: gap)
  }

  /// The runs before and after a change.
  private func gap(around change: Instant) -> RunGap? {
    guard let end = next(after: change.advanced(bySeconds: -1)) else { return nil }
    // A look back that finds nothing is doubled; no schedule is silent for longer than eight years.
    var back: Int64 = 2 * 86_400
    while back < 9 * 366 * 86_400 {
      let runs = instants(from: change.advanced(bySeconds: -back), through: change.advanced(bySeconds: -1))
      if let start = runs.last { return RunGap(start: start, end: end) }
      back *= 2
    }
    return nil
  }

  /// The time of day nearest to the schedule's only one at which no change of clock within `years` years from an instant
  /// disturbs it, in minutes; `nil` where it has more than one, or none nearer than six hours does.
  package func nearestUndisturbedTime(from start: Instant, years: Int = 5) -> Int? {
    guard let first = fields.first, first.minutes.nonzeroBitCount == 1, first.hours.nonzeroBitCount == 1,
      fields.allSatisfy({ $0.minutes == first.minutes && $0.hours == first.hours })
    else { return nil }
    let time = first.hours.trailingZeroBitCount * 60 + first.minutes.trailingZeroBitCount
    for distance in 1...360 {
      // Times of another day would need other days of the week or month.
      for candidate in [time - distance, time + distance] where (0..<1440).contains(candidate) {
        var moved = fields
        for index in moved.indices {
          moved[index].minutes = 1 << UInt64(candidate % 60)
          moved[index].hours = 1 << UInt32(candidate / 60)
        }
        if ClockSchedule(moved, zone: zone).firstDisturbance(from: start, years: years) == nil { return candidate }
      }
    }
    return nil
  }
}
