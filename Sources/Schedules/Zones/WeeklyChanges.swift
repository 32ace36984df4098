/// Tells changes of clock apart that a schedule whose weeks are alike sees differently.
///
/// A rule changes clocks at the same moment of a week each year. So does the search of Kubernetes, which knows months and
/// dates only where an expression names them; the first change of each kind stands for all.
struct WeeklyChanges {
  /// Two changes that are nearer to each other, in seconds, are no kind of their own.
  private let apart: Int64
  private var known: [Kind] = []

  init(apart: Int64) { self.apart = apart }

  /// Whether the change that a period begins with is of a kind that was not asked for before. `quiet` seconds before it
  /// no clock was changed.
  mutating func isNew(_ period: OffsetPeriod, after quiet: Int64) -> Bool {
    guard quiet > apart, period.end == .max || period.end - period.start > apart else { return true }
    let kind = Kind(period)
    guard !known.contains(kind) else { return false }
    known.append(kind)
    return true
  }

  /// A change as one week's clock shows it.
  private struct Kind: Equatable {
    /// The second of the week, on the clock before the change.
    let second: Int64
    let offset: Int64
    let previousOffset: Int64

    /// The change that a period begins with.
    init(_ period: OffsetPeriod) {
      let week: Int64 = 7 * 86_400
      let local = period.start + period.previousOffset
      second = local - local.flooredQuotient(by: week) * week
      offset = period.offset
      previousOffset = period.previousOffset
    }
  }
}

extension ClockSchedule {
  /// The stretches of a closed interval, in seconds since 1970, that show all that a schedule whose weeks are alike does
  /// in it; the last may reach beyond its end.
  ///
  /// Between two changes of clock each week is like the one before. So two weeks are shown after each change of a kind
  /// that was not seen before, and one before it. A change may repeat times of the first day, and the search of Kubernetes
  /// may lose or move the next run and the one after it.
  func unlikeWeeks(from start: Instant, through end: Instant, _ rule: ClockChangeRule) -> [Range<Int64>] {
    let day: Int64 = 86_400
    let (before, after) = isSearched(from: start, through: end, rule) ? (9 * day, 16 * day) : (7 * day, 8 * day)
    var changes = WeeklyChanges(apart: before + after)
    var stretches: [Range<Int64>] = []
    var hasSeenWeeks = false
    var period = zone.period(at: start)
    var first = start.secondsSince1970
    var isAfterNew = true
    while true {
      let length = hasSeenWeeks ? (isAfterNew ? after : 0) : after + 7 * day
      let head = first..<min(period.end, first + length)
      if !head.isEmpty { stretches.append(head) }
      if period.end > end.secondsSince1970 { return stretches }
      if head.upperBound < period.end || length == 0 { hasSeenWeeks = true }
      let next = zone.period(at: Instant(secondsSince1970: period.end))
      isAfterNew = changes.isNew(next, after: period.end - first)
      let tail = max(head.upperBound, period.end - (isAfterNew ? before : 0))
      if tail < period.end { stretches.append(tail..<period.end) }
      first = period.end
      period = next
    }
  }
}

extension CronFields {
  /// Whether each week is like the one before.
  var repeatsWeekly: Bool { daysOfMonth == Self.allDaysOfMonth && months == Self.allMonths }
}
