/// A cadence as one scheduler reads it: what two of them make of it can be compared.
package enum ScheduleReading: Sendable {
  /// Cron expressions on a zone's clock, under a scheduler's rule for changes of clock.
  case cron(ClockSchedule, ClockChangeRule)
  /// The values of `OnCalendar=` of one timer.
  case onCalendar([OnCalendarExpression])
  /// Lines of a crontab on a zone's clock.
  case crontab([CrontabExpression], Zone)

  /// The instants of a closed interval, ascending.
  package func instants(from start: Instant, through end: Instant) -> [Instant] {
    switch self {
    case .cron(let schedule, let rule): schedule.instants(from: start, through: end, rule: rule)
    case .crontab(let expressions, let zone):
      CrontabExpression.instants(of: expressions, in: zone, from: start, through: end)
    case .onCalendar(let expressions): OnCalendarExpression.instants(of: expressions, from: start, through: end)
    }
  }

  /// The first instants of a closed interval at which one reading fires and the other does not, or `nil` when both have
  /// the same instants. It is complete up to the end of the window, of `window` seconds, in which the first of them lies.
  package func difference(
    from other: ScheduleReading, from start: Instant, through end: Instant, window: Int64 = 30 * 86_400
  ) -> InstantDifference? {
    var lower = start
    while lower <= end {
      let upper = min(end, lower.advanced(bySeconds: window - 1))
      let difference = InstantDifference(
        instants(from: lower, through: upper), other.instants(from: lower, through: upper))
      if !difference.isEmpty { return difference }
      lower = upper.advanced(bySeconds: 1)
    }
    return nil
  }
}

/// The instants that only one of two readings of a cadence has.
package struct InstantDifference: Sendable, Equatable {
  /// The instants at which only the first fires, ascending.
  package private(set) var firstOnly: [Instant] = []
  /// The instants at which only the second fires, ascending.
  package private(set) var secondOnly: [Instant] = []

  /// Whether both fire at the same instants.
  package var isEmpty: Bool { firstOnly.isEmpty && secondOnly.isEmpty }

  /// The difference of two ascending lists.
  package init(_ first: [Instant], _ second: [Instant]) {
    var (left, right) = (0, 0)
    while left < first.count || right < second.count {
      if left < first.count, right < second.count, first[left] == second[right] {
        left += 1
        right += 1
      } else if right == second.count || left < first.count && first[left] < second[right] {
        firstOnly.append(first[left])
        left += 1
      } else {
        secondOnly.append(second[right])
        right += 1
      }
    }
  }
}

extension Zone {
  /// Calls `body` with the period after each change of clock within `years` years from an instant, until that returns
  /// `false`.
  package func forEachChange(from start: Instant, years: Int, _ body: (OffsetPeriod) -> Bool) {
    guard changes != nil else { return }
    let end = start.secondsSince1970 + Int64(years) * 366 * 86_400
    var period = period(at: start)
    while period.end <= end {
      period = self.period(at: Instant(secondsSince1970: period.end))
      guard body(period) else { return }
    }
  }
}
