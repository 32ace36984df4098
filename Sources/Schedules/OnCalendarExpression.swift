/// One value of `OnCalendar=`, read with the meaning that systemd 252 gives it. For example: `Mon..Fri *-*-* 02:30:00 UTC`.
///
/// It knows nothing of `CronFields` and of how `ClockSchedule` writes lines, so that what is written can be judged by
/// reading it back.
package struct OnCalendarExpression: Sendable, Equatable {
  /// The days of the week, bits 0 (Sunday) to 6; all of them where none is named.
  var daysOfWeek: UInt8 = 0x7F
  /// The years, months, days of the month, hours, minutes and seconds. An empty list means any value.
  var years: [Part] = []
  var months: [Part] = []
  var days: [Part] = []
  var hours: [Part] = []
  var minutes: [Part] = []
  var seconds: [Part] = []
  /// Whether the days count from the end of the month, 1 being the last.
  var countsFromMonthEnd = false
  /// The zone whose clock is meant.
  package var zone = Zone.utc

  /// One item of a component: a value, a range `first..last`, either with a repeat.
  struct Part: Sendable, Equatable {
    var first: Int
    /// The end of the range, or `nil` where there is none: a repeat is then unbounded.
    var last: Int?
    /// The distance of the values that follow the first, or 0 where none do.
    var step: Int

    init(_ first: Int, through last: Int? = nil, by step: Int = 0) {
      self.first = first
      self.last = last
      self.step = step
    }
  }
}

// MARK: The search for the next wall time

extension OnCalendarExpression {
  /// The first wall time at or after another at which the expression elapses, or `nil` when there is none before 2200.
  ///
  /// The steps are those of systemd 252's `find_next`, the ones that lose a value included: what an unbounded repeat
  /// counts past the end of its unit is normalised by one unit only (systemd issues 22665 and 40260).
  func next(notBefore start: WallTime) -> WallTime? {
    var time = start
    // systemd gives up after as many steps.
    for _ in 0..<1000 {
      time.normalise()
      guard let year = Self.value(of: years, notBefore: time.year), year < 2200 else { return nil }
      if year > time.year { time = WallTime(year: year) }

      guard let month = Self.value(of: months, notBefore: time.month) else {
        time = WallTime(year: time.year + 1)
        continue
      }
      if month > time.month { time = WallTime(year: time.year, month: month) }
      guard time.isInRange() else { continue }

      guard let day = Self.value(of: daysInMonth(of: time), notBefore: time.day) else {
        time = WallTime(year: time.year, month: time.month + 1)
        continue
      }
      if day > time.day { time = WallTime(year: time.year, month: time.month, day: day) }
      guard time.isInRange() else { continue }
      guard daysOfWeek >> UInt8(time.weekday) & 1 == 1 else {
        time = WallTime(year: time.year, month: time.month, day: time.day + 1)
        continue
      }

      guard let hour = Self.value(of: hours, notBefore: time.hour) else {
        time = WallTime(year: time.year, month: time.month, day: time.day + 1)
        continue
      }
      if hour > time.hour { (time.hour, time.minute, time.second) = (hour, 0, 0) }
      guard time.isInRange() else { continue }

      guard let minute = Self.value(of: minutes, notBefore: time.minute) else {
        (time.hour, time.minute, time.second) = (time.hour + 1, 0, 0)
        continue
      }
      if minute > time.minute { (time.minute, time.second) = (minute, 0) }
      guard time.isInRange() else { continue }

      guard let second = Self.value(of: seconds, notBefore: time.second) else {
        (time.minute, time.second) = (time.minute + 1, 0)
        continue
      }
      time.second = second
      guard time.isInRange() else { continue }
      return time
    }
    return nil
  }

  /// The least value of a component at or above another, which may lie above the greatest that the unit has.
  private static func value(of parts: [Part], notBefore value: Int) -> Int? {
    guard !parts.isEmpty else { return value }
    var least: Int?
    for part in parts {
      var candidate = part.first
      if candidate < value {
        guard part.step > 0 else { continue }
        candidate += (value - candidate + part.step - 1) / part.step * part.step
        if let last = part.last, candidate > last { continue }
      }
      if candidate < least ?? .max { least = candidate }
    }
    return least
  }

  /// The days as they count from the first of a month.
  private func daysInMonth(of time: WallTime) -> [Part] {
    guard countsFromMonthEnd else { return days }
    let beyond = CivilDate.length(ofMonth: time.month, year: time.year) + 1
    return days.map { part in
      guard let last = part.last else { return Part(beyond - part.first, by: part.step) }
      return Part(beyond - last, through: beyond - part.first, by: part.step)
    }
  }
}

/// What a clock shows, to the second. The parts may lie outside their ranges until `normalise` is called.
struct WallTime: Equatable {
  var year: Int
  var month = 1
  var day = 1
  var hour = 0
  var minute = 0
  var second = 0

  init(year: Int, month: Int = 1, day: Int = 1) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// The wall time that a clock in UTC shows after a number of seconds since 1970.
  init(seconds: Int64) {
    let day = seconds.flooredQuotient(by: 86_400)
    let date = CivilDate(daysSince1970: Int(day))
    self.init(year: date.year, month: date.month, day: date.day)
    let rest = Int(seconds - day * 86_400)
    (hour, minute, second) = (rest / 3600, rest / 60 % 60, rest % 60)
  }

  /// The seconds since 1970 after which a clock in UTC shows it.
  var seconds: Int64 {
    let date = CivilDate(year: year + (month - 1) / 12, month: (month - 1) % 12 + 1, day: 1)
    return Int64(date.daysSince1970 + day - 1) * 86_400 + Int64(hour * 3600 + minute * 60 + second)
  }

  /// The day of the week, 0 (Sunday) to 6.
  var weekday: Int { CivilDate.weekday(daysSince1970: Int(seconds.flooredQuotient(by: 86_400))) }

  mutating func normalise() { self = WallTime(seconds: seconds) }

  /// Whether all parts are in range; if not, carries over and resets the part below the greatest that was changed.
  mutating func isInRange() -> Bool {
    var normal = WallTime(seconds: seconds)
    guard normal != self else { return true }
    if normal.year != year {
      normal.month = 1
    } else if normal.month != month {
      normal.day = 1
    } else if normal.day != day {
      normal.hour = 0
    } else if normal.hour != hour {
      normal.minute = 0
    } else if normal.minute != minute {
      normal.second = 0
    }
    self = normal
    return false
  }
}
