/// A period of which a rule keeps the newest copy.
enum RetentionPeriod {
  case hour, day, week, month, year

  /// A number that all instants of one UTC hour or day, ISO week, month or year share, and that grows with time.
  func number(of instant: Instant) -> Int {
    switch self {
    case .hour: return Int(instant.secondsSince1970.flooredQuotient(by: 3600))
    case .day: return instant.dayInUTC
    // 1 January 1970 was a Thursday, and ISO weeks begin on Monday.
    case .week: return Int(Int64(instant.dayInUTC + 3).flooredQuotient(by: 7))
    case .month:
      let date = CivilDate(daysSince1970: instant.dayInUTC)
      return date.year * 12 + date.month
    case .year: return CivilDate(daysSince1970: instant.dayInUTC).year
    }
  }
}
