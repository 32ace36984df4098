package import Schedules

extension OnCalendarExpression {
  /// Reads the syntax of systemd.time(7): weekdays, date, time and zone, or a word such as `daily`.
  ///
  /// A value without a zone means the host's, which is `hostZone`.
  package static func parse(_ text: String, hostZone: Zone = .utc) throws(OnCalendarFault) -> OnCalendarExpression {
    var reader = OnCalendarReader(text)
    var expression = OnCalendarExpression()
    expression.zone = reader.zone() ?? hostZone
    guard !reader.isAtEnd else { throw OnCalendarFault(range: 0..<text.utf8.count, kind: .empty) }
    if let word = reader.wholeWord(), expression.take(word: word) { return expression }
    expression.daysOfWeek = try reader.weekdays() ?? 0x7F
    try reader.date(&expression)
    try reader.time(&expression)
    guard reader.isAtEnd else { throw reader.fault(.form) }
    try expression.checkRanges(reader)
    return expression
  }

  /// Takes the meaning of a word for a whole expression. Returns whether it is one.
  private mutating func take(word: String) -> Bool {
    seconds = [Part(0)]
    if word == "minutely" { return true }
    minutes = [Part(0)]
    if word == "hourly" { return true }
    hours = [Part(0)]
    switch word {
    case "daily": return true
    case "weekly": daysOfWeek = 1 << 1
    case "monthly": days = [Part(1)]
    case "quarterly": (months, days) = ([Part(1), Part(4), Part(7), Part(10)], [Part(1)])
    case "biannually", "bi-annually", "semiannually", "semi-annually":
      (months, days) = ([Part(1), Part(7)], [Part(1)])
    case "yearly", "annually", "anually": (months, days) = ([Part(1)], [Part(1)])
    default:
      (seconds, minutes, hours) = ([], [], [])
      return false
    }
    return true
  }

  /// Refuses what systemd does: values outside their unit, and repeats that reach no second value.
  private func checkRanges(_ reader: OnCalendarReader) throws(OnCalendarFault) {
    let limits: [(parts: [Part], range: ClosedRange<Int>, isDay: Bool)] = [
      (years, 1970...2199, false), (months, 1...12, false), (days, 1...(countsFromMonthEnd ? 28 : 31), true),
      (hours, 0...23, false), (minutes, 0...59, false), (seconds, 0...59, false),
    ]
    for (parts, range, isDay) in limits {
      for part in parts {
        var fits = range.contains(part.first) && part.step <= range.upperBound - range.lowerBound
        if let last = part.last {
          fits = fits && range.contains(last) && part.first + part.step <= last
        } else if isDay, countsFromMonthEnd {
          fits = fits && part.first - part.step >= range.lowerBound
        } else {
          fits = fits && part.first + part.step <= range.upperBound
        }
        guard fits else { throw OnCalendarFault(range: 0..<reader.end, kind: .outOfRange) }
      }
    }
  }
}

/// The reader of one value, from left to right.
private struct OnCalendarReader {
  private let bytes: [UInt8]
  private var position = 0
  /// Where the zone begins, or the end of the text.
  private(set) var end: Int

  init(_ text: String) {
    bytes = Array(text.utf8)
    end = bytes.count
  }

  var isAtEnd: Bool { position == end }

  private var peek: UInt8? { position < end ? bytes[position] : nil }

  func fault(_ kind: OnCalendarFault.Kind) -> OnCalendarFault { OnCalendarFault(range: position..<end, kind: kind) }

  /// Takes the zone off the end: what stands after the last blank, if it is the name of one.
  mutating func zone() -> Zone? {
    guard let blank = bytes.lastIndex(of: 32) else { return nil }
    let name = String(decoding: bytes[(blank + 1)...], as: UTF8.self)
    guard let zone = name.lowercased() == "utc" ? Zone.utc : Zone.named(name) else { return nil }
    end = blank
    return zone
  }

  /// The text in lower case if it is one word of letters and hyphens.
  func wholeWord() -> String? {
    let word = bytes[..<end].map { $0 | 0x20 }
    guard word.allSatisfy({ $0 >= 97 && $0 <= 122 || $0 == 45 }) else { return nil }
    return String(decoding: word, as: UTF8.self)
  }

  /// Reads days of the week, as bits from Sunday, or nothing when no name of one stands here.
  mutating func weekdays() throws(OnCalendarFault) -> UInt8? {
    var bits: UInt8 = 0
    var rangeStart: Int?
    while let day = weekday() {
      // Ranges count from Monday; the bits from Sunday.
      if let first = rangeStart, first > day { throw fault(.reversedWeekdays) }
      for index in (rangeStart ?? day)...day { bits |= 1 << UInt8((index + 1) % 7) }
      let mayBeginRange = rangeStart == nil
      rangeStart = nil
      if isAtEnd || skip(UInt8(ascii: " ")) { break }
      let isRange = mayBeginRange && (skip("..") || skip(UInt8(ascii: "-")))
      if isRange { rangeStart = day }
      guard isRange || skip(UInt8(ascii: ",")) else { throw fault(.form) }
      // A comma at the end is allowed.
      if !isRange, isAtEnd || peek == 32 {
        _ = skip(UInt8(ascii: " "))
        break
      }
      guard let next = peek, next | 0x20 >= 97 else { throw fault(.form) }
    }
    if rangeStart != nil { throw fault(.form) }
    skipBlanks()
    return bits == 0 ? nil : bits
  }

  /// Advances over the name of a weekday, 0 being Monday.
  private mutating func weekday() -> Int? {
    let rest = bytes[position..<end].prefix { $0 | 0x20 >= 97 && $0 | 0x20 <= 122 }
    let name = String(decoding: rest, as: UTF8.self).lowercased()
    let names = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
    guard let index = names.firstIndex(where: { $0 == name || $0.prefix(3) == name }) else { return nil }
    position += rest.count
    return index
  }

  /// Reads `year-month-day`, `month-day`, or nothing when a time stands here.
  mutating func date(_ expression: inout OnCalendarExpression) throws(OnCalendarFault) {
    guard !isAtEnd else { return }
    if peek == UInt8(ascii: "@") { throw fault(.timestamp) }
    let start = position
    let first = try component()
    if isAtEnd || peek == UInt8(ascii: ":") {
      position = start
      return
    }
    expression.countsFromMonthEnd = try dateSign()
    let second = try component()
    if isAtEnd || peek == 32 {
      (expression.months, expression.days) = (first, second)
    } else {
      guard !expression.countsFromMonthEnd else { throw fault(.form) }
      expression.countsFromMonthEnd = try dateSign()
      (expression.years, expression.months, expression.days) = (first.map(fullYear), second, try component())
    }
    guard isAtEnd || peek == 32 else { throw fault(.form) }
    skipBlanks()
    if expression.days.isEmpty { expression.countsFromMonthEnd = false }
  }

  /// Advances over `-`, or `~`, which counts the days from the end of the month.
  private mutating func dateSign() throws(OnCalendarFault) -> Bool {
    if skip(UInt8(ascii: "~")) { return true }
    guard skip(UInt8(ascii: "-")) else { throw fault(.form) }
    return false
  }

  /// Reads `hours:minutes[:seconds]`; nothing means midnight.
  mutating func time(_ expression: inout OnCalendarExpression) throws(OnCalendarFault) {
    expression.seconds = [.init(0)]
    guard !isAtEnd else {
      (expression.hours, expression.minutes) = ([.init(0)], [.init(0)])
      return
    }
    expression.hours = try component()
    guard skip(UInt8(ascii: ":")) else { throw fault(.form) }
    expression.minutes = try component()
    guard skip(UInt8(ascii: ":")) else { return }
    expression.seconds = try component()
  }

  /// Reads a list of values, ranges and repeats; `*` is an empty list.
  private mutating func component() throws(OnCalendarFault) -> [OnCalendarExpression.Part] {
    if skip(UInt8(ascii: "*")) { return [] }
    var parts: [OnCalendarExpression.Part] = []
    repeat {
      var part = OnCalendarExpression.Part(try number())
      if skip("..") {
        part.last = try number()
        part.step = 1
      } else if peek == UInt8(ascii: ".") {
        throw fault(.fraction)
      }
      if skip(UInt8(ascii: "/")) {
        part.step = try number()
        guard part.step > 0 else { throw fault(.outOfRange) }
      }
      parts.append(part)
    } while skip(UInt8(ascii: ","))
    return parts
  }

  private mutating func number() throws(OnCalendarFault) -> Int {
    let start = position
    var number = 0
    while let byte = peek, byte >= 48, byte <= 57, position - start < 9 {
      number = number * 10 + Int(byte) - 48
      position += 1
    }
    guard position > start else { throw fault(.form) }
    return number
  }

  /// A year of two digits in full, as systemd has it.
  private func fullYear(_ part: OnCalendarExpression.Part) -> OnCalendarExpression.Part {
    func full(_ year: Int) -> Int { year < 70 ? year + 2000 : year < 100 ? year + 1900 : year }
    return .init(full(part.first), through: part.last.map(full), by: part.step)
  }

  private mutating func skip(_ byte: UInt8) -> Bool {
    guard peek == byte else { return false }
    position += 1
    return true
  }

  private mutating func skip(_ sign: StaticString) -> Bool {
    let length = sign.utf8CodeUnitCount
    guard position + length <= end else { return false }
    for index in 0..<length where bytes[position + index] != sign.utf8Start[index] { return false }
    position += length
    return true
  }

  private mutating func skipBlanks() {
    while skip(UInt8(ascii: " ")) {}
  }
}
