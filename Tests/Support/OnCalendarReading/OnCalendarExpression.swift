package import Schedules

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
    let beyond = time.daysInMonth + 1
    return days.map { part in
      guard let last = part.last else { return Part(beyond - part.first, by: part.step) }
      return Part(beyond - last, through: beyond - part.first, by: part.step)
    }
  }
}
