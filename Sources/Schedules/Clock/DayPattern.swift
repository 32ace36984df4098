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
  private var ends: (first: Int16, last: Int16) = (-1, -1)
  private var longestGap: (minutes: Int16, start: Int16) = (-1, 0)
  private var shortestGap: (minutes: Int16, start: Int16) = (.max, 0)

  /// The first minute of the day at which it fires, or -1 when there is none.
  var first: Int { Int(ends.first) }

  /// The last minute of the day at which it fires, or -1.
  var last: Int { Int(ends.last) }

  /// The longest distance between neighbours within the day, and the minute at which it begins.
  var longest: (minutes: Int, start: Int)? {
    longestGap.minutes < 0 ? nil : (Int(longestGap.minutes), Int(longestGap.start))
  }

  /// The shortest distance between neighbours within the day, and the minute at which it begins.
  var shortest: (minutes: Int, start: Int)? {
    longestGap.minutes < 0 ? nil : (Int(shortestGap.minutes), Int(shortestGap.start))
  }

  /// Whether it never fires on such a day.
  var isEmpty: Bool { first < 0 }

  private init() {}

  /// The pattern of a day without a run.
  static var none: DayPattern { DayPattern() }

  /// The pattern of a day on which those expressions fire too whose index is such.
  func adding(_ fields: [CronFields], where isSuch: (Int) -> Bool) -> DayPattern {
    var pattern = self
    for (index, field) in fields.enumerated() where isSuch(index) { pattern.add(field) }
    pattern.summarise()
    return pattern
  }

  private mutating func add(_ field: CronFields) {
    if field.hours == 0 || field.minutes == 0 { return }
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

  /// The pattern that fires at one minute of the day.
  init(minute: Int) {
    hours = 1 << UInt32(minute / 60)
    minutes = 1 << UInt64(minute % 60)
    ends = (Int16(minute), Int16(minute))
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
    ends = (-1, -1)
    longestGap = (-1, 0)
    shortestGap = (.max, 0)
    var summarised: UInt64 = 0
    var hoursLeft = hours
    while hoursLeft != 0 {
      let hour = hoursLeft.trailingZeroBitCount
      hoursLeft &= hoursLeft - 1
      let minutes = minutes(of: hour)
      if last >= 0 {
        note(gap: hour * 60 + minutes.leastBit - last, start: last)
      } else {
        ends.first = Int16(hour * 60 + minutes.leastBit)
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
      ends.last = Int16(hour * 60 + minutes.greatestBit)
    }
  }

  private mutating func note(gap: Int, start: Int) {
    if gap > longestGap.minutes { longestGap = (Int16(gap), Int16(start)) }
    if gap < shortestGap.minutes { shortestGap = (Int16(gap), Int16(start)) }
  }
}
