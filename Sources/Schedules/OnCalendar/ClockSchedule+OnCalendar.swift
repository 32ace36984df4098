extension ClockSchedule {
  /// The schedule as values of `OnCalendar=` for systemd 252, a union. For example: `Mon..Fri *-*-* 02,14:30:00 UTC`.
  ///
  /// Repeats are bounded and the zone is always written: an unbounded repeat that does not divide its unit loses its
  /// first value (systemd issues 22665 and 40260), and a line without a zone means the host's. An expression of every
  /// hour is written in UTC where the zone is whole hours from it, because systemd skips a repeated hour.
  package var onCalendarLines: [String] {
    var lines: [String] = []
    for field in fields {
      for line in field.onCalendarLines(zone: zoneOfLine(for: field).name) where !lines.contains(line) {
        lines.append(line)
      }
    }
    return lines
  }

  /// The zone that the lines of an expression are written in.
  func zoneOfLine(for field: CronFields) -> Zone {
    field.hours == CronFields.allHours && field.firesEveryDay && zone.hasWholeHourOffsets ? .utc : zone
  }
}

extension CronFields {
  /// One line, or two where either of two day fields may match: one line means a weekday *and* a date.
  fileprivate func onCalendarLines(zone: String) -> [String] {
    guard !neverFires else { return [] }
    let everyDate = daysOfMonth == Self.allDaysOfMonth
    let everyWeekday = daysOfWeek == Self.allDaysOfWeek
    guard bothDaysRestricted else { return [onCalendarLine(daysOfWeek, daysOfMonth, zone)] }
    if everyDate || everyWeekday { return [onCalendarLine(Self.allDaysOfWeek, Self.allDaysOfMonth, zone)] }
    var lines: [String] = []
    if datesExist { lines.append(onCalendarLine(Self.allDaysOfWeek, daysOfMonth, zone)) }
    if daysOfWeek != 0 { lines.append(onCalendarLine(daysOfWeek, Self.allDaysOfMonth, zone)) }
    return lines
  }

  /// Whether some day of the month exists in some month of the expression.
  private var datesExist: Bool {
    !CronFields(minutes: 1, hours: 1, daysOfMonth: daysOfMonth, months: months).neverFires
  }

  private func onCalendarLine(_ daysOfWeek: UInt8, _ daysOfMonth: UInt32, _ zone: String) -> String {
    var line = ""
    line.reserveCapacity(40)
    if daysOfWeek != Self.allDaysOfWeek {
      line.appendWeekdays(daysOfWeek)
      line.append(" ")
    }
    line.append("*-")
    line.appendComponent(UInt64(months), all: UInt64(Self.allMonths))
    line.append("-")
    line.appendComponent(UInt64(daysOfMonth), all: UInt64(Self.allDaysOfMonth))
    line.append(" ")
    line.appendComponent(UInt64(hours), all: UInt64(Self.allHours))
    line.append(":")
    line.appendComponent(minutes, all: Self.allMinutes)
    line.append(":00 ")
    line.append(zone)
    return line
  }
}

extension String {
  /// Appends the values of a date or time component: two digits each, `*` for all.
  fileprivate mutating func appendComponent(_ bits: UInt64, all: UInt64) {
    if bits == all {
      append("*")
    } else {
      appendList(BitRuns.runs(of: bits), rangeSign: "..", stepSign: "/", twoDigits: true)
    }
  }

  /// Appends days of the week, Monday first, as systemd counts: a range there may not run past Sunday.
  fileprivate mutating func appendWeekdays(_ daysOfWeek: UInt8) {
    let names: StaticString = "MonTueWedThuFriSatSun"
    func put(_ day: Int, in text: inout String) {
      text.append(
        String(decoding: UnsafeBufferPointer(start: names.utf8Start + day * 3, count: 3), as: UTF8.self))
    }
    let mondayFirst = UInt64(daysOfWeek >> 1) | UInt64(daysOfWeek & 1) << 6
    for (index, run) in BitRuns.ranges(of: mondayFirst).enumerated() {
      if index > 0 { append(",") }
      put(run.first, in: &self)
      guard run.last > run.first else { continue }
      append("..")
      put(run.last, in: &self)
    }
  }
}
