extension CronFields {
  /// Reads the minute of `hourly:`. For example: `:15`.
  package static func hourly(_ text: String) throws(CadenceFault) -> CronFields {
    var words = CadenceWords(text, example: ":15")
    guard words.bytes.count == 3, words.bytes[0] == UInt8(ascii: ":"), let minute = words.number(1..<3) else {
      throw words.fault()
    }
    guard minute < 60 else { throw CadenceFault(range: 1..<3, kind: .timeOfDay) }
    words.end = 3
    return CronFields(minutes: 1 << UInt64(minute), hours: allHours)
  }

  /// Reads the time of `daily:`. For example: `02:30`.
  package static func daily(_ text: String) throws(CadenceFault) -> CronFields {
    var words = CadenceWords(text, example: "02:30")
    let time = try words.timeOfDay()
    guard words.isAtStart else { throw words.fault() }
    return CronFields(minutes: time.minutes, hours: time.hours)
  }

  /// Reads the day and time of `weekly:`. For example: `sunday 03:00` or `Sun 03:00`.
  package static func weekly(_ text: String) throws(CadenceFault) -> CronFields {
    var words = CadenceWords(text, example: "sunday 03:00")
    let time = try words.timeOfDay()
    let day = try words.weekday()
    guard words.isAtStart else { throw words.fault() }
    return CronFields(minutes: time.minutes, hours: time.hours, daysOfWeek: 1 << UInt8(day))
  }

  /// Reads the day of the month and time of `monthly:`. For example: `1 04:00`. Months without the day are skipped.
  package static func monthly(_ text: String) throws(CadenceFault) -> CronFields {
    var words = CadenceWords(text, example: "1 04:00")
    let time = try words.timeOfDay()
    let day = try words.dayOfMonth()
    guard words.isAtStart else { throw words.fault() }
    return CronFields(minutes: time.minutes, hours: time.hours, daysOfMonth: 1 << UInt32(day))
  }
}

/// The words of a cadence, read from the last to the first.
struct CadenceWords {
  /// The text.
  let bytes: [UInt8]
  /// Where the words that are not read yet end.
  var end: Int
  /// A text of the right form, for the fault of another.
  let example: String

  init(_ text: String, example: String) {
    // `Array(text.utf8)` is code of the standard library that looks up the array's type by name: five times the cost.
    var bytes: [UInt8] = []
    bytes.append(contentsOf: text.utf8)
    self.bytes = bytes
    end = bytes.count
    self.example = example
  }

  /// Whether every word has been read.
  var isAtStart: Bool { bytes[..<end].allSatisfy { $0 == 32 } }

  /// The fault of a text that has another form.
  func fault() -> CadenceFault { CadenceFault(range: 0..<bytes.count, kind: .form(example: example)) }

  /// The last word that is not read yet, or `nil` when there is none.
  private mutating func lastWord() -> Range<Int>? {
    var upper = end
    while upper > 0, bytes[upper - 1] == 32 { upper -= 1 }
    var lower = upper
    while lower > 0, bytes[lower - 1] != 32 { lower -= 1 }
    end = lower
    return lower < upper ? lower..<upper : nil
  }

  /// The number that a range of digits spells, or `nil` if anything else stands there.
  func number(_ range: Range<Int>) -> Int? {
    guard !range.isEmpty, range.count <= 4 else { return nil }
    var number = 0
    for byte in bytes[range] {
      guard byte >= 48, byte <= 57 else { return nil }
      number = number * 10 + Int(byte) - 48
    }
    return number
  }

  /// Reads `HH:MM` as sets of one minute and one hour.
  mutating func timeOfDay() throws(CadenceFault) -> (minutes: UInt64, hours: UInt32) {
    guard let word = lastWord() else { throw fault() }
    let colon = word.upperBound - 3
    guard word.count == 4 || word.count == 5, bytes[colon] == UInt8(ascii: ":"),
      let hour = number(word.lowerBound..<colon), let minute = number(colon + 1..<word.upperBound)
    else { throw fault() }
    guard hour < 24, minute < 60 else { throw CadenceFault(range: word, kind: .timeOfDay) }
    return (1 << UInt64(minute), 1 << UInt32(hour))
  }

  /// Reads the name of a day of the week, full or its first three letters, as 0 (Sunday) to 6.
  mutating func weekday() throws(CadenceFault) -> Int {
    guard let word = lastWord() else { throw fault() }
    let name = String(decoding: bytes[word], as: UTF8.self).lowercased()
    let day = WeekdayName.full.firstIndex { $0 == name || $0.prefix(3) == name }
    guard let day else { throw CadenceFault(range: word, kind: .weekday) }
    return day
  }

  /// Reads the name of a month, full or its first three letters, as 1 to 12.
  mutating func month() throws(CadenceFault) -> Int {
    guard let word = lastWord() else { throw fault() }
    let name = String(decoding: bytes[word], as: UTF8.self).lowercased()
    guard let month = MonthName.full.firstIndex(where: { $0 == name || $0.prefix(3) == name }) else { throw fault() }
    return month + 1
  }

  /// Reads a day of the month.
  mutating func dayOfMonth() throws(CadenceFault) -> Int {
    guard let word = lastWord(), word.count <= 2, let day = number(word) else { throw fault() }
    guard (1...31).contains(day) else { throw CadenceFault(range: word, kind: .dayOfMonth) }
    return day
  }
}
