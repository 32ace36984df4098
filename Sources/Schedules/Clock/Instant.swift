internal import ASCII

/// A point in time, in whole seconds since 1970-01-01T00:00:00Z.
package struct Instant: Sendable, Hashable, Comparable {
  /// The seconds since 1970-01-01T00:00:00Z, without leap seconds.
  package let secondsSince1970: Int64

  /// Creates an instant from the seconds since 1970-01-01T00:00:00Z.
  package init(secondsSince1970: Int64) { self.secondsSince1970 = secondsSince1970 }

  /// Creates the instant at which clocks in UTC show the parts given.
  package init(year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0) {
    let days = CivilDate(year: year, month: month, day: day).daysSince1970
    secondsSince1970 = Int64(days * 86_400 + hour * 3600 + minute * 60 + second)
  }

  /// Where every look at a schedule starts, and so each proof. Any fixed instant would do; a moving one would move findings
  /// and what is generated.
  package static var proofStart: Instant { Instant(year: 2026, month: 1, day: 1) }

  package static func < (earlier: Instant, later: Instant) -> Bool {
    earlier.secondsSince1970 < later.secondsSince1970
  }

  /// Returns the instant a number of seconds later.
  package func advanced(bySeconds seconds: Int64) -> Instant {
    Instant(secondsSince1970: secondsSince1970 + seconds)
  }

  /// The day that it is in UTC, counted from 1 January 1970.
  package var dayInUTC: Int { Int(secondsSince1970.flooredQuotient(by: 86_400)) }

  /// The minute that clocks in UTC show.
  package var civilMinuteInUTC: CivilMinute { civilMinute(offset: 0) }

  /// The minute on a clock that is `offset` seconds ahead of UTC.
  func civilMinute(offset: Int64) -> CivilMinute {
    let local = secondsSince1970 + offset
    let day = local.flooredQuotient(by: 86_400)
    let minutes = Int(local - day * 86_400) / 60
    return CivilMinute(date: CivilDate(daysSince1970: Int(day)), hour: minutes / 60, minute: minutes % 60)
  }
}

// MARK: RFC 3339

extension Instant {
  /// The instant as RFC 3339 text in UTC. For example: `2026-03-29T01:00:00Z`. Years 0 to 9999 have four digits.
  package var rfc3339: String {
    let date = CivilDate(daysSince1970: dayInUTC)
    let second = Int(secondsSince1970) - dayInUTC * 86_400
    guard (0...9999).contains(date.year) else { return "\(secondsSince1970)s" }
    return String(unsafeUninitializedCapacity: 20) { text in
      var end = 0
      func put(_ byte: UInt8) {
        text[end] = byte
        end += 1
      }
      func put(twoDigits number: Int) {
        put(UInt8(48 + number / 10))
        put(UInt8(48 + number % 10))
      }
      put(twoDigits: date.year / 100)
      put(twoDigits: date.year % 100)
      put(UInt8(ascii: "-"))
      put(twoDigits: date.month)
      put(UInt8(ascii: "-"))
      put(twoDigits: date.day)
      put(UInt8(ascii: "T"))
      put(twoDigits: second / 3600)
      put(UInt8(ascii: ":"))
      put(twoDigits: second / 60 % 60)
      put(UInt8(ascii: ":"))
      put(twoDigits: second % 60)
      put(UInt8(ascii: "Z"))
      return end
    }
  }

  /// Creates an instant from RFC 3339 text in UTC: `2038-03-01T00:00:00Z`, or a date alone, which means its midnight.
  ///
  /// Offsets other than `Z` and fractions of a second give `nil`.
  package init?(rfc3339 text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard bytes.count == 10 || bytes.count == 20 else { return nil }
    let form = Array("0000-00-00T00:00:00Z".utf8)
    for index in bytes.indices {
      let isDigit = bytes[index].isDigit
      guard form[index] == 48 ? isDigit : bytes[index] == form[index] else { return nil }
    }
    func number(_ range: Range<Int>) -> Int { bytes[range].reduce(0) { $0 * 10 + Int($1 - 48) } }
    let (year, month, day) = (number(0..<4), number(5..<7), number(8..<10))
    guard (1...12).contains(month), (1...CivilDate.length(ofMonth: month, year: year)).contains(day) else { return nil }
    guard bytes.count == 20 else {
      self.init(year: year, month: month, day: day)
      return
    }
    let (hour, minute, second) = (number(11..<13), number(14..<16), number(17..<19))
    guard hour < 24, minute < 60, second < 60 else { return nil }
    self.init(year: year, month: month, day: day, hour: hour, minute: minute, second: second)
  }
}

extension Int64 {
  /// The quotient rounded towards negative infinity, so that instants before 1970 fall on the right day.
  func flooredQuotient(by divisor: Int64) -> Int64 {
    let quotient = self / divisor
    return quotient * divisor > self ? quotient - 1 : quotient
  }
}
