extension ClockSchedule {
  /// The schedule whose every wall time is `minutes` later, or earlier where they are negative; `nil` where cron fields
  /// cannot say that.
  ///
  /// Weekdays roll over to the next, and days of the month into the next month; it cannot be said of weekdays in some
  /// months only, nor of 28 or 29 February alone, whose next day depends on the year, as does the day before 1 March.
  package func shifted(byMinutes minutes: Int) -> ClockSchedule? {
    if minutes == 0 { return self }
    var shifted: [CronFields] = []
    for field in fields {
      guard let parts = field.shifted(byMinutes: minutes) else { return nil }
      shifted += parts
    }
    return ClockSchedule(CronFields.merged(shifted), zone: zone)
  }
}

extension CronFields {
  /// The union that fires `minutes` later.
  fileprivate func shifted(byMinutes minutes: Int) -> [CronFields]? {
    // Earlier is some days earlier, and later on that day.
    let wholeDays = Int(Int64(minutes).flooredQuotient(by: 1440))
    let rest = minutes - wholeDays * 1440
    let (extraHours, extraMinutes) = (rest / 60, UInt64(rest % 60))
    // Minutes that stay within their hour, and minutes that run into the next one.
    let moved = (self.minutes << extraMinutes) & Self.allMinutes
    let carried = extraMinutes == 0 ? 0 : self.minutes >> (60 - extraMinutes)
    var result: [CronFields] = []
    for (minutes, hoursLater) in [(moved, extraHours), (carried, extraHours + 1)] where minutes != 0 {
      let (days, rest) = (hoursLater / 24, UInt32(hoursLater % 24))
      let sameDay = (hours << rest) & Self.allHours
      let nextDay = rest == 0 ? 0 : hours >> (24 - rest)
      for (hours, daysLater) in [(sameDay, days), (nextDay, days + 1)] where hours != 0 {
        var part = self
        part.minutes = minutes
        part.hours = hours
        guard let parts = part.shifted(byDays: wholeDays + daysLater) else { return nil }
        result += parts
      }
    }
    return result
  }

  private func shifted(byDays days: Int) -> [CronFields]? {
    if firesEveryDay || days == 0 { return [self] }
    var parts = bothDaysRestricted ? splitByDayField : [self]
    for _ in 0..<abs(days) {
      var next: [CronFields] = []
      for part in parts {
        guard let shifted = part.shiftedByDay(isLater: days > 0) else { return nil }
        next += shifted
      }
      parts = next
    }
    return parts
  }

  /// The same schedule as two expressions, one of dates and one of weekdays.
  private var splitByDayField: [CronFields] {
    [
      CronFields(minutes: minutes, hours: hours, daysOfMonth: daysOfMonth, months: months),
      CronFields(minutes: minutes, hours: hours, months: months, daysOfWeek: daysOfWeek),
    ]
  }

  /// The next day, or the day before. A month's last weekday runs into a month that may not be in the set.
  private func shiftedByDay(isLater: Bool) -> [CronFields]? {
    if daysOfWeek == Self.allDaysOfWeek { return isLater ? datesShifted : datesShiftedBack }
    guard daysOfMonth == Self.allDaysOfMonth, months == Self.allMonths else { return nil }
    let moved = isLater ? daysOfWeek << 1 | daysOfWeek >> 6 : daysOfWeek >> 1 | daysOfWeek << 6
    return [CronFields(minutes: minutes, hours: hours, daysOfWeek: moved & Self.allDaysOfWeek)]
  }

  /// The next day of an expression of dates, grouped by months with the same dates.
  private var datesShifted: [CronFields]? {
    var datesByMonth = [UInt32](repeating: 0, count: 13)
    for month in 1...12 where months >> UInt16(month) & 1 == 1 {
      let following = month % 12 + 1
      if month == 2 {
        let (has28, has29) = (daysOfMonth >> 28 & 1 == 1, daysOfMonth >> 29 & 1 == 1)
        guard has28 == has29 else { return nil }
        // Together they are the 28th of each year, and move to the 29th or to 1 March, and from the 29th to 1 March.
        datesByMonth[2] |= (daysOfMonth & UInt32.bits(1...28)) << 1
        if has28 { datesByMonth[following] |= 1 << 1 }
        continue
      }
      let length = CivilDate.length(ofMonth: month, year: 2000)
      datesByMonth[month] |= (daysOfMonth & UInt32.bits(1...length - 1)) << 1
      if daysOfMonth >> UInt32(length) & 1 == 1 { datesByMonth[following] |= 1 << 1 }
    }
    return expressions(ofDates: datesByMonth)
  }

  /// The day before each date of an expression of dates.
  private var datesShiftedBack: [CronFields]? {
    var datesByMonth = [UInt32](repeating: 0, count: 13)
    for month in 1...12 where months >> UInt16(month) & 1 == 1 {
      let length = CivilDate.length(ofMonth: month, year: 2000)
      datesByMonth[month] |= (daysOfMonth & UInt32.bits(2...length)) >> 1
      guard month != 3, daysOfMonth >> 1 & 1 == 1 else { continue }
      let previous = month == 1 ? 12 : month - 1
      datesByMonth[previous] |= 1 << UInt32(CivilDate.length(ofMonth: previous, year: 2000))
    }
    // Before 1 March comes 28 February, in leap years the 29th; before the 29th the 28th, in leap years only.
    let hasMarch1 = months >> 3 & 1 == 1 && daysOfMonth >> 1 & 1 == 1
    guard hasMarch1 == (months >> 2 & 1 == 1 && daysOfMonth >> 29 & 1 == 1) else { return nil }
    if hasMarch1 { datesByMonth[2] |= 1 << 28 | 1 << 29 }
    return expressions(ofDates: datesByMonth)
  }

  /// Expressions for the dates of each month, those with the same dates together.
  private func expressions(ofDates datesByMonth: [UInt32]) -> [CronFields] {
    var shifted: [CronFields] = []
    for month in 1...12 where datesByMonth[month] != 0 {
      if let index = shifted.firstIndex(where: { $0.daysOfMonth == datesByMonth[month] }) {
        shifted[index].months |= 1 << UInt16(month)
      } else {
        shifted.append(
          CronFields(minutes: minutes, hours: hours, daysOfMonth: datesByMonth[month], months: 1 << UInt16(month)))
      }
    }
    return shifted
  }

  /// The same union with expressions put together that differ only in their minutes or only in their hours.
  fileprivate static func merged(_ fields: [CronFields]) -> [CronFields] {
    var merged = fields
    var index = 0
    while index < merged.count {
      let other = merged[(index + 1)...].firstIndex { merged[index].isMergeable(with: $0) }
      if let other {
        merged[index].minutes |= merged[other].minutes
        merged[index].hours |= merged[other].hours
        merged.remove(at: other)
        index = 0
      } else {
        index += 1
      }
    }
    return merged
  }

  private func isMergeable(with other: CronFields) -> Bool {
    daysOfMonth == other.daysOfMonth && months == other.months && daysOfWeek == other.daysOfWeek
      && daysOfMonthStar == other.daysOfMonthStar && daysOfWeekStar == other.daysOfWeekStar
      && (minutes == other.minutes || hours == other.hours)
  }
}
