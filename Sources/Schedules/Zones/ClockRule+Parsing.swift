extension ClockRule {
  /// Reads a POSIX `TZ` string of the forms that the tz database uses: one zone, or two with `Mm.w.d` changes.
  package init?(posix text: UnsafeBufferPointer<UInt8>) {
    var reader = PosixReader(text: text)
    guard reader.skipName(), let west = reader.time() else { return nil }
    standardOffset = -west
    guard !reader.isAtEnd else {
      daylight = nil
      return
    }
    guard reader.skipName() else { return nil }
    var offset = standardOffset + 3600
    if reader.peek != UInt8(ascii: ",") {
      guard let west = reader.time() else { return nil }
      offset = -west
    }
    guard let start = reader.day(), let end = reader.day(), reader.isAtEnd else { return nil }
    daylight = Daylight(offset: offset, start: start, end: end)
  }
}

/// The reader of a POSIX `TZ` string, from left to right.
private struct PosixReader {
  let text: UnsafeBufferPointer<UInt8>
  var position = 0

  var isAtEnd: Bool { position == text.count }
  var peek: UInt8? { position < text.count ? text[position] : nil }

  private mutating func skip(_ byte: UInt8) -> Bool {
    guard peek == byte else { return false }
    position += 1
    return true
  }

  /// Skips an abbreviation: letters, or anything in angle brackets.
  mutating func skipName() -> Bool {
    let start = position
    if skip(UInt8(ascii: "<")) {
      while let byte = peek, byte != UInt8(ascii: ">") { position += 1 }
      return skip(UInt8(ascii: ">"))
    }
    while let byte = peek, byte | 0x20 >= UInt8(ascii: "a"), byte | 0x20 <= UInt8(ascii: "z") { position += 1 }
    return position > start
  }

  mutating func number() -> Int64? {
    let start = position
    var number: Int64 = 0
    while let byte = peek, byte >= 48, byte <= 57, position - start < 4 {
      number = number * 10 + Int64(byte) - 48
      position += 1
    }
    return position > start ? number : nil
  }

  /// Reads `[+-]h[:mm[:ss]]` as seconds.
  mutating func time() -> Int64? {
    let isNegative = skip(UInt8(ascii: "-"))
    if !isNegative { _ = skip(UInt8(ascii: "+")) }
    guard var seconds = number().map({ $0 * 3600 }) else { return nil }
    for unit in [Int64(60), 1] where skip(UInt8(ascii: ":")) {
      guard let part = number() else { return nil }
      seconds += part * unit
    }
    return isNegative ? -seconds : seconds
  }

  /// Reads `,Mm.w.d[/time]`; the time is 02:00 when it is left out.
  mutating func day() -> ClockRule.Day? {
    guard skip(UInt8(ascii: ",")), skip(UInt8(ascii: "M")), let month = number(), skip(UInt8(ascii: ".")),
      let week = number(), skip(UInt8(ascii: ".")), let weekday = number()
    else { return nil }
    guard (1...12).contains(month), (1...5).contains(week), weekday < 7 else { return nil }
    var seconds: Int64 = 7200
    if skip(UInt8(ascii: "/")) {
      guard let time = time() else { return nil }
      seconds = time
    }
    return ClockRule.Day(month: Int(month), week: Int(week), weekday: Int(weekday), time: seconds)
  }
}
