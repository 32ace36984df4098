/// The patterns of the days of a list of expressions, made when a day needs them.
struct DayPatterns {
  private let restricted: [CronFields]
  private let dailyPattern: DayPattern
  /// The month that was asked for last.
  private var month: MonthDays
  /// Which restricted expressions fire on which of its days: a set for each expression.
  private var days: [UInt32]
  /// The patterns of days on which some of them fire, by which of them do: bit `n` stands for the `n`-th.
  private var known: [(matching: UInt64, pattern: DayPattern)] = []

  init(_ fields: [CronFields]) {
    restricted = fields.contains { !$0.firesEveryDay } ? fields.filter { !$0.firesEveryDay } : []
    dailyPattern = DayPattern.none.adding(fields) { fields[$0].firesEveryDay }
    month = .none
    days = [UInt32](repeating: 0, count: restricted.count)
  }

  /// The pattern of a day, counted from 1 January 1970, and how many days from it on are known to have the same.
  mutating func run(from day: Int) -> (pattern: DayPattern, count: Int) {
    if restricted.isEmpty { return (dailyPattern, .max) }
    if !month.days.contains(day) { enter(month.days.upperBound == day ? month.next : MonthDays(holding: day)) }
    let index = UInt32(truncatingIfNeeded: day - month.days.lowerBound)
    var count = month.days.upperBound - day
    var matching: UInt64 = 0
    for (expression, days) in days.enumerated() {
      let rest = days &>> index
      let isMatching = rest & 1 == 1
      if isMatching { matching |= 1 << UInt64(min(expression, Self.mostKnown)) }
      count = min(count, (isMatching ? ~rest : rest).trailingZeroBitCount)
    }
    return (matching == 0 ? dailyPattern : pattern(matching, at: index), count)
  }

  /// The first minute of a clock at which the expressions fire, counted from 1970-01-01T00:00 on that clock, of a range of
  /// seconds counted likewise.
  mutating func firstMinute(in seconds: Range<Int64>) -> Int64? {
    let end = Int((seconds.upperBound + 59).flooredQuotient(by: 60))
    var minute = Int((seconds.lowerBound + 59).flooredQuotient(by: 60))
    while minute < end {
      let day = Int(Int64(minute).flooredQuotient(by: 1440))
      let first = run(from: day).pattern.clipped(to: minute - day * 1440..<min(1440, end - day * 1440)).first
      if first >= 0 { return Int64(day * 1440 + first) }
      minute = (day + 1) * 1440
    }
    return nil
  }

  private mutating func enter(_ month: MonthDays) {
    self.month = month
    for index in restricted.indices { days[index] = month.days(of: restricted[index]) }
  }

  /// The pattern of a day on which some restricted expressions fire.
  private mutating func pattern(_ matching: UInt64, at index: UInt32) -> DayPattern {
    // The last bit stands for all further expressions: of so many, any others may fire each day.
    let isKnowable = matching >> UInt64(Self.mostKnown) == 0
    if isKnowable {
      for entry in known where entry.matching == matching { return entry.pattern }
    }
    let pattern = dailyPattern.adding(restricted) { days[$0] &>> index & 1 == 1 }
    if isKnowable, known.count < Self.mostKnown { known.append((matching, pattern)) }
    return pattern
  }

  /// How many expressions can be told apart in one word, and how many patterns anybody would look through.
  private static var mostKnown: Int { 63 }
}

/// The days of one month.
private struct MonthDays {
  /// The days, counted from 1 January 1970.
  let days: Range<Int>
  private let year: Int
  private let month: Int

  private init(year: Int, month: Int, firstDay: Int) {
    self.year = year
    self.month = month
    days = firstDay..<firstDay + CivilDate.length(ofMonth: month, year: year)
  }

  /// The month that holds a day.
  init(holding day: Int) {
    let date = CivilDate(daysSince1970: day)
    self.init(year: date.year, month: date.month, firstDay: day - date.day + 1)
  }

  /// A month that nobody asks for.
  static var none: MonthDays { MonthDays(year: 0, month: 1, firstDay: .min / 2) }

  /// The month after it.
  var next: MonthDays {
    month < 12
      ? MonthDays(year: year, month: month + 1, firstDay: days.upperBound)
      : MonthDays(year: year + 1, month: 1, firstDay: days.upperBound)
  }

  /// The days of the month on which an expression fires; bit 0 stands for the first.
  func days(of fields: CronFields) -> UInt32 {
    guard fields.months &>> UInt16(truncatingIfNeeded: month) & 1 == 1 else { return 0 }
    let dates = fields.daysOfMonth &>> 1
    // The days of the week from the first of the month on, five times in a row.
    let first = UInt64(truncatingIfNeeded: CivilDate.weekday(daysSince1970: days.lowerBound))
    let week = UInt64(fields.daysOfWeek)
    let rotated = (week &>> first | week &<< (7 &- first)) & 0x7F
    let weekdays = UInt32(truncatingIfNeeded: rotated &* 0x1020_4081)
    let all = UInt32(truncatingIfNeeded: (UInt64(1) &<< UInt64(truncatingIfNeeded: days.count)) &- 1)
    return (fields.daysOfMonthStar || fields.daysOfWeekStar ? dates & weekdays : dates | weekdays) & all
  }
}
