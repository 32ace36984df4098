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

extension CronFields {
  /// Whether each week is like the one before.
  var repeatsWeekly: Bool { daysOfMonth == Self.allDaysOfMonth && months == Self.allMonths }
}
