internal import Schedules

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
    let day = Self.day(of: seconds)
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
  var weekday: Int { CivilDate(daysSince1970: Int(Self.day(of: seconds))).weekday }

  /// The length of the month, which is in range.
  var daysInMonth: Int {
    let next =
      month == 12 ? CivilDate(year: year + 1, month: 1, day: 1) : CivilDate(year: year, month: month + 1, day: 1)
    return next.daysSince1970 - CivilDate(year: year, month: month, day: 1).daysSince1970
  }

  /// The day of a number of seconds, days before 1970 included.
  private static func day(of seconds: Int64) -> Int64 { (seconds - (seconds % 86_400 + 86_400) % 86_400) / 86_400 }

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
