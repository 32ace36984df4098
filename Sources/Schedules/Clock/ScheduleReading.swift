/// A schedule as one scheduler reads it: what two of them make of it can be compared.
package struct ScheduleReading: Sendable {
  private let schedule: ClockSchedule
  private let rule: ClockChangeRule

  /// Creates the reading of a schedule under a scheduler's rule for changes of clock.
  package init(_ schedule: ClockSchedule, _ rule: ClockChangeRule) {
    self.schedule = schedule
    self.rule = rule
  }

  /// The instants of a closed interval, ascending.
  package func instants(from start: Instant, through end: Instant) -> [Instant] {
    schedule.instants(from: start, through: end, rule: rule)
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
