extension CronFields {
  /// The fields as one Kubernetes cron expression of the same meaning. For example: `*/15 2-4 * * 1-5`.
  ///
  /// The star flags survive: a set of all days without its flag is written `1-31`, not `*`.
  package var cronText: String {
    var text = ""
    text.reserveCapacity(15)
    text.appendCronField(minutes, of: .minute, star: minutes == Self.allMinutes)
    text.append(" ")
    text.appendCronField(UInt64(hours), of: .hour, star: hours == Self.allHours)
    text.append(" ")
    text.appendCronField(UInt64(daysOfMonth), of: .dayOfMonth, star: daysOfMonthStar)
    text.append(" ")
    text.appendCronField(UInt64(months), of: .month, star: months == Self.allMonths)
    text.append(" ")
    text.appendCronField(UInt64(daysOfWeek), of: .dayOfWeek, star: daysOfWeekStar)
    return text
  }
}

extension CronFields {
  /// The fields as an expression that POSIX cron reads with the same meaning, or `nil` where it has none.
  ///
  /// In POSIX two day fields that are both not `*` are joined by *or*. Some crons take any field that begins with a star
  /// for `*`, so a day field here either is one or has none: `0 2 1-31/2 * 1`, where Kubernetes may have `*/2`.
  package var posixText: String? {
    let everyDate = daysOfMonth == Self.allDaysOfMonth
    let everyWeekday = daysOfWeek == Self.allDaysOfWeek
    guard bothDaysRestricted || everyDate || everyWeekday else { return nil }
    let everyDay = bothDaysRestricted && (everyDate || everyWeekday)
    var text = ""
    text.appendCronField(minutes, of: .minute, star: minutes == Self.allMinutes)
    text.append(" ")
    text.appendCronField(UInt64(hours), of: .hour, star: hours == Self.allHours)
    text.append(" ")
    // An empty field joined by *or* adds nothing, and a crontab can't say it.
    text.appendDayField(UInt64(daysOfMonth), isAny: everyDate || everyDay || daysOfMonth == 0)
    text.append(" ")
    text.appendCronField(UInt64(months), of: .month, star: months == Self.allMonths)
    text.append(" ")
    text.appendDayField(UInt64(daysOfWeek), isAny: everyWeekday || everyDay || daysOfWeek == 0)
    return text
  }
}

extension String {
  /// Appends a day field without a star among its values.
  fileprivate mutating func appendDayField(_ bits: UInt64, isAny: Bool) {
    if isAny {
      append("*")
    } else {
      appendList(BitRuns.runs(of: bits), rangeSign: "-", stepSign: "/", twoDigits: false)
    }
  }

  /// Appends a set of values as one cron field. An empty set, which Kubernetes reads from a lone comma, is that comma.
  fileprivate mutating func appendCronField(_ bits: UInt64, of field: CronField, star: Bool) {
    if star {
      append("*")
      return
    }
    if bits == 0 {
      append(",")
      return
    }
    if let step = BitRuns.step(of: bits), step > 1, bits.leastBit == field.least,
      bits.greatestBit + step > field.greatest, bits.nonzeroBitCount > 2
    {
      append("*/")
      append(String(step))
      return
    }
    appendList(BitRuns.runs(of: bits), rangeSign: "-", stepSign: "/", twoDigits: false)
  }

  /// Appends runs as a list, with the signs that stand inside a range.
  mutating func appendList(_ runs: [BitRuns.Run], rangeSign: String, stepSign: String, twoDigits: Bool) {
    func put(_ number: Int, in text: inout String) {
      if twoDigits, number < 10 { text.append("0") }
      text.append(String(number))
    }
    for (index, run) in runs.enumerated() {
      if index > 0 { append(",") }
      put(run.first, in: &self)
      guard run.last > run.first else { continue }
      append(rangeSign)
      put(run.last, in: &self)
      guard run.step > 1 else { continue }
      append(stepSign)
      append(String(run.step))
    }
  }
}

/// The ways to write a set of bits as a short list of ranges.
enum BitRuns {
  /// The values `first`, `first + step` … `last`.
  struct Run: Equatable {
    let first: Int
    let last: Int
    let step: Int
  }

  /// The distance that all neighbours of a set have, or `nil` where there is none or fewer than two values.
  static func step(of bits: UInt64) -> Int? {
    guard bits.nonzeroBitCount > 1 else { return nil }
    var rest = bits & (bits - 1)
    var previous = bits.leastBit
    let step = rest.leastBit - previous
    while rest != 0 {
      guard rest.leastBit - previous == step else { return nil }
      previous = rest.leastBit
      rest &= rest - 1
    }
    return step
  }

  /// The shortest readable list: one stepped range for five or more evenly spaced values, else ranges of three or
  /// more neighbours and single values.
  static func runs(of bits: UInt64) -> [Run] {
    if bits.nonzeroBitCount >= 5, let step = step(of: bits) {
      return [Run(first: bits.leastBit, last: bits.greatestBit, step: step)]
    }
    return ranges(of: bits)
  }

  /// Ranges of three or more neighbours and single values, none with a step.
  static func ranges(of bits: UInt64) -> [Run] {
    var runs: [Run] = []
    var rest = bits
    while rest != 0 {
      let first = rest.leastBit
      let length = (~(rest >> UInt64(first))).trailingZeroBitCount
      if length >= 3 {
        runs.append(Run(first: first, last: first + length - 1, step: 1))
      } else {
        for value in first..<first + length { runs.append(Run(first: value, last: value, step: 1)) }
      }
      let end = first + length
      rest = end < 64 ? (rest >> UInt64(end)) << UInt64(end) : 0
    }
    return runs
  }
}

extension UInt64 {
  /// The least value of a set that is not empty.
  var leastBit: Int { trailingZeroBitCount }
  /// The greatest value of a set that is not empty.
  var greatestBit: Int { 63 - leadingZeroBitCount }
}
