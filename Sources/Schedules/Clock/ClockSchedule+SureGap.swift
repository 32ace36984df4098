extension ClockSchedule {
  /// Whether no two neighbouring runs are further apart than some seconds, as far as that shows without a look at the
  /// calendar, which costs much where runs are rare. `false` says nothing.
  package func surelyFires(within seconds: Int) -> Bool {
    // A changed clock moves a run by some hours. Further expressions only bring runs closer together.
    guard zone.changes == nil else { return false }
    return fields.contains { $0.mostDaysApart.map { $0 * 86_400 <= seconds } ?? false }
  }
}

extension CronFields {
  /// A bound on the days between two days that match, where the first date is in each of the months and no weekday is
  /// asked for: a run on it comes at the same time of the day, or nearer to its neighbours.
  fileprivate var mostDaysApart: Int? {
    let first = daysOfMonth.trailingZeroBitCount
    guard daysOfWeek == Self.allDaysOfWeek, minutes != 0, hours != 0, months != 0, (1...28).contains(first) else {
      return nil
    }
    var most = 0
    var days = 0
    // Twice round the year, in which February may have 29 days.
    for month in 0..<24 {
      let month = month % 12 + 1
      if months &>> UInt16(truncatingIfNeeded: month) & 1 == 1 {
        most = max(most, days)
        days = 0
      }
      days += month == 2 ? 29 : CivilDate.length(ofMonth: month, year: 2001)
    }
    return most
  }
}
