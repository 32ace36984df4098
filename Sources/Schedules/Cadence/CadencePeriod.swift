/// The period of `every:`, a count of calendar units.
package struct CadencePeriod: Sendable, Equatable {
  /// How many units.
  package let count: Int
  /// The unit.
  package let unit: Unit

  /// A unit of the calendar.
  package enum Unit: Sendable, Equatable {
    case minute
    case hour
    case day
    case week
    case month
    case year
  }

  /// Creates a period of `count` units.
  package init(_ count: Int, _ unit: Unit) {
    self.count = count
    self.unit = unit
  }

  /// The period as a policy spells it: `90m`, `6h`, `3mo`.
  package var text: String {
    switch unit {
    case .minute: String(count) + "m"
    case .hour: String(count) + "h"
    case .day: String(count) + "d"
    case .week: String(count) + "w"
    case .month: String(count) + "mo"
    case .year: String(count) + "y"
    }
  }

  /// The cron fields of the period, a union: a period such as 90 minutes needs more than one expression.
  ///
  /// Minutes and hours are aligned to midnight, weeks to Monday, months and years to their first day. `at` moves that:
  /// `HH:MM`, for weeks also `sunday 03:00`, for months `15 04:00`, for years `mar 15 04:00`.
  package func fields(at: String? = nil) throws(CadenceFault) -> [CronFields] {
    guard count > 0 else { throw CadenceFault(range: 0..<0, kind: .zeroPeriod) }
    switch unit {
    case .minute: return try minutesFields(period: count, at: at)
    case .hour:
      guard count <= 24 else { throw fault("a day", ["1d", "1w"]) }
      return try minutesFields(period: count * 60, at: at)
    case .day:
      guard count == 1 else { throw fault("a week or month", count < 7 ? ["1d", "1w"] : ["1w", "1mo"]) }
      return try minutesFields(period: 1440, at: at)
    case .week:
      guard count == 1 else { throw fault("a month", count < 4 ? ["1w", "1mo"] : ["1mo"]) }
      var words = CadenceWords(at ?? "mon 00:00", example: "sunday 03:00")
      let time = try words.timeOfDay()
      let day = words.isAtStart ? 1 : try words.weekday()
      guard words.isAtStart else { throw words.fault() }
      return [CronFields(minutes: time.minutes, hours: time.hours, daysOfWeek: 1 << UInt8(day))]
    case .month:
      guard count <= 12, 12 % count == 0 else { throw fault("a year", nearestDivisors(of: 12, suffix: "mo")) }
      var words = CadenceWords(at ?? "00:00", example: "15 04:00")
      let time = try words.timeOfDay()
      let day = words.isAtStart ? 1 : try words.dayOfMonth()
      guard words.isAtStart else { throw words.fault() }
      var months: UInt16 = 0
      for month in stride(from: 1, through: 12, by: count) { months |= 1 << UInt16(month) }
      return [CronFields(minutes: time.minutes, hours: time.hours, daysOfMonth: 1 << UInt32(day), months: months)]
    case .year:
      guard count == 1 else { throw fault("a year", ["1y"]) }
      var words = CadenceWords(at ?? "00:00", example: "mar 15 04:00")
      let time = try words.timeOfDay()
      let day = words.isAtStart ? 1 : try words.dayOfMonth()
      let month = words.isAtStart ? 1 : try words.month()
      guard words.isAtStart else { throw words.fault() }
      return [
        CronFields(
          minutes: time.minutes, hours: time.hours, daysOfMonth: 1 << UInt32(day), months: 1 << UInt16(month))
      ]
    }
  }

  /// The fields of a period of minutes that divides a day, grouped by the minute of the hour.
  private func minutesFields(period: Int, at: String?) throws(CadenceFault) -> [CronFields] {
    guard period <= 1440, 1440 % period == 0 else {
      throw fault("a day", unit == .hour ? nearestDivisors(of: 24, suffix: "h") : nearestMinutes)
    }
    var start = 0
    if let at {
      var words = CadenceWords(at, example: "02:30")
      let time = try words.timeOfDay()
      guard words.isAtStart else { throw words.fault() }
      start = (time.hours.trailingZeroBitCount * 60 + time.minutes.trailingZeroBitCount) % period
    }
    var fields: [CronFields] = []
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 60) { hoursByMinute in
      hoursByMinute.initialize(repeating: 0)
      for minute in stride(from: start, to: 1440, by: period) { hoursByMinute[minute % 60] |= 1 << UInt32(minute / 60) }
      // Minutes that fire in the same hours make one expression.
      for minute in 0..<60 where hoursByMinute[minute] != 0 {
        if let index = fields.firstIndex(where: { $0.hours == hoursByMinute[minute] }) {
          fields[index].minutes |= 1 << UInt64(minute)
        } else {
          fields.append(CronFields(minutes: 1 << UInt64(minute), hours: hoursByMinute[minute]))
        }
      }
    }
    return fields
  }

  private func fault(_ divides: String, _ nearest: [String]) -> CadenceFault {
    CadenceFault(range: 0..<0, kind: .unalignedPeriod(period: text, divides: divides, nearest: nearest))
  }

  /// The divisors of `whole` next below and above the count.
  private func nearestDivisors(of whole: Int, suffix: String) -> [String] {
    var nearest: [String] = []
    if let below = (1...whole).last(where: { whole % $0 == 0 && $0 < count }) { nearest.append(String(below) + suffix) }
    if let above = (1...whole).first(where: { whole % $0 == 0 && $0 > count }) {
      nearest.append(String(above) + suffix)
    }
    return nearest
  }

  /// The periods of minutes next below and above the count, in hours or a day where those are whole.
  private var nearestMinutes: [String] {
    guard count < 1440 else { return ["1d", "1w"] }
    return [
      (1..<count).last { 1440 % $0 == 0 }, (count...1440).first { 1440 % $0 == 0 },
    ].compactMap { minutes in
      guard let minutes else { return nil }
      if minutes == 1440 { return "1d" }
      return minutes % 60 == 0 ? String(minutes / 60) + "h" : String(minutes) + "m"
    }
  }
}
