/// The minutes of one day at which a schedule fires: for each of 24 hours a set of minutes.
struct DayPattern {
  /// The minutes of each of 24 hours. Held in place: a list would cost an allocation for each kind of day.
  private var hours = SIMD32<UInt64>()
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
  init(_ fields: [CronFields]) {
    guard !fields.isEmpty else { return }
    for field in fields {
      var rest = field.hours
      while rest != 0 {
        hours[rest.trailingZeroBitCount] |= field.minutes
        rest &= rest - 1
      }
    }
    summarise()
  }

  /// The pattern without what lies outside a range of minutes of the day.
  func clipped(to range: Range<Int>) -> DayPattern {
    var clipped = self
    for hour in 0..<24 where hours[hour] != 0 {
      let lower = min(max(range.lowerBound - hour * 60, 0), 60)
      let upper = min(max(range.upperBound - hour * 60, 0), 60)
      clipped.hours[hour] &= lower < upper ? ((1 << UInt64(upper)) - 1) & ~((1 << UInt64(lower)) - 1) : 0
    }
    clipped.summarise()
    return clipped
  }

  /// Calls `body` with each minute of the day at which it fires, in order, until that returns `false`.
  func forEachMinute(_ body: (Int) -> Bool) {
    for hour in 0..<24 {
      var rest = hours[hour]
      while rest != 0 {
        guard body(hour * 60 + rest.trailingZeroBitCount) else { return }
        rest &= rest - 1
      }
    }
  }

  private mutating func summarise() {
    first = -1
    last = -1
    longest = nil
    shortest = nil
    var summarised: UInt64 = 0
    for hour in 0..<24 where hours[hour] != 0 {
      let minutes = hours[hour]
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
