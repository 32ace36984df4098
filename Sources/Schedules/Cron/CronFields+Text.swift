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
