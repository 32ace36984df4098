/// The five fields of a cron expression as sets of bits; bit `n` stands for the value `n`.
///
/// The two star flags are part of the meaning: they decide whether the two day fields are joined by *and* or by *or*.
package struct CronFields: Sendable, Hashable {
  /// The minutes of the hour, bits 0 to 59.
  package var minutes: UInt64
  /// The hours of the day, bits 0 to 23.
  package var hours: UInt32
  /// The days of the month, bits 1 to 31.
  package var daysOfMonth: UInt32
  /// The months, bits 1 to 12.
  package var months: UInt16
  /// The days of the week, bits 0 (Sunday) to 6.
  package var daysOfWeek: UInt8
  /// Whether the day-of-month field holds a star whose step is 1 (`*`, `?`, `*/1`, `*,13`), but not `*/2` or `1-31`.
  package var daysOfMonthStar: Bool
  /// Whether the day-of-week field holds a star whose step is 1.
  package var daysOfWeekStar: Bool

  package static let allMinutes: UInt64 = (1 << 60) - 1
  package static let allHours: UInt32 = (1 << 24) - 1
  static let allDaysOfMonth: UInt32 = 0xFFFF_FFFE
  static let allMonths: UInt16 = 0x1FFE
  static let allDaysOfWeek: UInt8 = 0x7F

  /// Creates a schedule for the minutes and hours given; the other fields are `*` unless they are given.
  package init(
    minutes: UInt64, hours: UInt32, daysOfMonth: UInt32? = nil, months: UInt16? = nil, daysOfWeek: UInt8? = nil
  ) {
    self.minutes = minutes
    self.hours = hours
    self.daysOfMonth = daysOfMonth ?? Self.allDaysOfMonth
    self.months = months ?? Self.allMonths
    self.daysOfWeek = daysOfWeek ?? Self.allDaysOfWeek
    daysOfMonthStar = daysOfMonth == nil
    daysOfWeekStar = daysOfWeek == nil
  }

  /// Returns whether the expression fires on a day.
  ///
  /// Kubernetes joins the day fields by *and* when either has its star flag, else by *or*.
  func matchesDay(day: Int, month: Int, weekday: Int) -> Bool {
    // Every date of a long walk comes here; the shifts are in range, so they need no check.
    guard months &>> UInt16(truncatingIfNeeded: month) & 1 == 1 else { return false }
    let dayOfMonth = daysOfMonth &>> UInt32(truncatingIfNeeded: day) & 1 == 1
    let dayOfWeek = daysOfWeek &>> UInt8(truncatingIfNeeded: weekday) & 1 == 1
    return daysOfMonthStar || daysOfWeekStar ? dayOfMonth && dayOfWeek : dayOfMonth || dayOfWeek
  }
}

// MARK: Properties that a linter asks for

extension CronFields {
  /// Whether the expression names one hour and one minute.
  package var isAtOneTimeOfDay: Bool { hours.nonzeroBitCount == 1 && minutes.nonzeroBitCount == 1 }

  /// Whether the expression fires on every day of the year.
  package var firesEveryDay: Bool {
    guard months == Self.allMonths else { return false }
    let everyDate = daysOfMonth == Self.allDaysOfMonth
    let everyWeekday = daysOfWeek == Self.allDaysOfWeek
    return daysOfMonthStar || daysOfWeekStar ? everyDate && everyWeekday : everyDate || everyWeekday
  }

  /// Whether both day fields are restricted, so that a day matches when *either* does: seldom what its writer meant.
  package var bothDaysRestricted: Bool { !daysOfMonthStar && !daysOfWeekStar }

  /// Whether no date ever matches, as in `0 2 30 2 *`. Kubernetes accepts such an expression and never runs it.
  package var neverFires: Bool {
    guard minutes != 0, hours != 0, months != 0 else { return true }
    if bothDaysRestricted, daysOfWeek != 0 { return false }
    guard bothDaysRestricted || daysOfWeek != 0 else { return true }
    for month in 1...12 where months >> UInt16(month) & 1 == 1 {
      // 2000 is a leap year: a schedule for 29 February does fire.
      let days = UInt32.bits(1...CivilDate.length(ofMonth: month, year: 2000))
      if daysOfMonth & days != 0 { return false }
    }
    return true
  }
}

extension CronFields {
  /// Whether 29 February is the only date that matches, as in `0 2 29 2 *`, so that years pass between two runs.
  package var firesInLeapYearsOnly: Bool {
    months == 1 << 2 && daysOfMonth & UInt32.bits(1...29) == 1 << 29 && !bothDaysRestricted && !neverFires
  }
}

extension UInt32 {
  /// The set that holds the values of a range, which lies within 0 to 31.
  static func bits(_ range: ClosedRange<Int>) -> UInt32 {
    UInt32(truncatingIfNeeded: (UInt64(1) << UInt64(range.upperBound + 1)) - (UInt64(1) << UInt64(range.lowerBound)))
  }
}
