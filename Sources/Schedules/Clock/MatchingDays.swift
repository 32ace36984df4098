/// Consecutive days of one schedule that have the same pattern.
struct MatchingDays {
  /// The instant at which a clock that is never changed would show midnight of the first day.
  let midnight: Instant
  /// How many days.
  let count: Int
  /// When the schedule fires on each.
  let pattern: DayPattern

  /// The instant of a minute of the `day`-th day, counted from 0.
  func instant(day: Int, minute: Int) -> Instant {
    midnight.advanced(bySeconds: Int64(day * 86_400 + minute * 60))
  }
}
