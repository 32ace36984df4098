/// The minutes of one day at which a schedule fires.
///
/// It is held in a few words, for a walk over years hands one on for each kind of day: hours that all have the same
/// minutes, as those of one expression have, need no list.
struct DayPattern {
  /// The hours that have minutes, bits 0 to 23.
  private var hours: UInt32 = 0
  /// The minutes of each of those hours, unless they differ.
  private var minutes: UInt64 = 0
  /// The minutes of each of 24 hours where they differ.
  private var minutesOfHours: [UInt64]?
  /// The first minute of the day at which it fires, or -1 when there is none.
  private(set) var first = -1
  /// The last minute of the day at which it fires, or -1.
  private(set) var last = -1
  /// The longest distance between neighbours within the day, and the minute at which it begins.
  private(set) var longest: (minutes: Int, start: Int)?
  /// The shortest distance between neighbours within the day, and the minute at which it begins.
  private(set) var shortest: (minutes: Int, start: Int)?

  /// Whether it never fires on such a day.
  var isEmpty: Bool { first < 0 }

  /// Creates the pattern of a day on which all the expressions fire.
  init(_ fields: some Collection<CronFields>) {
    for field in fields where field.hours != 0 && field.minutes != 0 {
      if hours == 0 || minutesOfHours == nil && field.minutes == minutes {
        minutes = field.minutes
        hours |= field.hours
      } else if minutesOfHours == nil, field.hours == hours {
        minutes |= field.minutes
      } else {
        list { list in
          var rest = field.hours
          while rest != 0 {
            list[rest.trailingZeroBitCount] |= field.minutes
            rest &= rest - 1
          }
        }
      }
    }
    summarise()
  }

  private init() {}

  /// The pattern of a day without a run.
  static var none: DayPattern { DayPattern() }

  /// The pattern that fires at one minute of the day.
  init(minute: Int) {
    hours = 1 << UInt32(minute / 60)
    minutes = 1 << UInt64(minute % 60)
    first = minute
    last = minute
  }

  /// The pattern without what lies outside a range of minutes of the day.
  func clipped(to range: Range<Int>) -> DayPattern {
    if isEmpty || range.lowerBound <= first && last < range.upperBound { return self }
    if last < range.lowerBound || range.upperBound <= first { return .none }
    var clipped = self
    clipped.list { list in
      for hour in 0..<24 where list[hour] != 0 {
        let lower = min(max(range.lowerBound - hour * 60, 0), 60)
        let upper = min(max(range.upperBound - hour * 60, 0), 60)
        list[hour] &= lower < upper ? ((1 << UInt64(upper)) - 1) & ~((1 << UInt64(lower)) - 1) : 0
      }
    }
    clipped.summarise()
    return clipped
  }

  /// Calls `body` with each minute of the day at which it fires, in order, until that returns `false`.
  func forEachMinute(_ body: (Int) -> Bool) {
    var rest = hours
    while rest != 0 {
      let hour = rest.trailingZeroBitCount
      rest &= rest - 1
      var minutes = minutes(of: hour)
      while minutes != 0 {
        guard body(hour * 60 + minutes.trailingZeroBitCount) else { return }
        minutes &= minutes - 1
      }
    }
  }

  private func minutes(of hour: Int) -> UInt64 { minutesOfHours?[hour] ?? minutes }

  /// Changes the minutes of each hour, as a list.
  private mutating func list(_ change: (inout [UInt64]) -> Void) {
    var list = minutesOfHours ?? (0..<24).map { hours >> UInt32($0) & 1 == 1 ? minutes : 0 }
    change(&list)
    hours = 0
    for hour in 0..<24 where list[hour] != 0 { hours |= 1 << UInt32(hour) }
    minutesOfHours = list
  }

  private mutating func summarise() {
    first = -1
    last = -1
    longest = nil
    shortest = nil
    var summarised: UInt64 = 0
    var hoursLeft = hours
    while hoursLeft != 0 {
      let hour = hoursLeft.trailingZeroBitCount
      hoursLeft &= hoursLeft - 1
      let minutes = minutes(of: hour)
      if last >= 0 {
        note(gap: hour * 60 + minutes.leastBit - last, start: last)
      } else {
        first = hour * 60 + minutes.leastBit
      }
      // Hours mostly have the same minutes; a set seen in the hour before has nothing new within it.
      if minutes != summarised {
        summarised = minutes
        var rest = minutes & (minutes - 1)
        var previous = minutes.leastBit
        while rest != 0 {
          note(gap: rest.leastBit - previous, start: hour * 60 + previous)
          previous = rest.leastBit
          rest &= rest - 1
        }
      }
      last = hour * 60 + minutes.greatestBit
    }
  }

  private mutating func note(gap: Int, start: Int) {
    if gap > longest?.minutes ?? -1 { longest = (gap, start) }
    if gap < shortest?.minutes ?? .max { shortest = (gap, start) }
  }
}
