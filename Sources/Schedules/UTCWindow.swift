/// A time range in UTC, of every day or every week, in which a provider starts one backup.
///
/// The forms are those of Amazon RDS: `PreferredBackupWindow` is `hh24:mi-hh24:mi`, a weekly window
/// `ddd:hh24:mi-ddd:hh24:mi`, in UTC, and no window is shorter than 30 minutes.
package struct UTCWindow: Sendable, Equatable {
  /// The first minute, from midnight, or from that of Monday in a weekly window.
  package let start: Int
  /// The length in minutes, at least 30 and less than a day or week.
  package let length: Int
  /// Whether there is one a week, not one a day.
  package let isWeekly: Bool

  /// The minutes after which it comes again.
  var period: Int { isWeekly ? 10_080 : 1440 }

  /// Reads a window. One that ends before it begins runs past midnight or Sunday.
  package static func parse(_ text: String) throws(UTCWindowFault) -> UTCWindow {
    let bytes = Array(text.utf8)
    guard bytes.count == 11 || bytes.count == 19 else { throw UTCWindowFault(range: 0..<bytes.count, kind: .form) }
    let isWeekly = bytes.count == 19
    let half = isWeekly ? 9 : 5
    guard bytes[half] == UInt8(ascii: "-") else { throw UTCWindowFault(range: half..<half + 1, kind: .form) }
    let start = try minute(bytes, 0..<half)
    let end = try minute(bytes, half + 1..<bytes.count)
    let period = isWeekly ? 10_080 : 1440
    let length = (end - start + period) % period
    guard length >= 30 else { throw UTCWindowFault(range: 0..<bytes.count, kind: .tooShort) }
    return UTCWindow(start: start, length: length, isWeekly: isWeekly)
  }

  private static func minute(_ bytes: [UInt8], _ range: Range<Int>) throws(UTCWindowFault) -> Int {
    var clock = range
    var day = 0
    if range.count == 9 {
      let name = String(decoding: bytes[range.prefix(3)], as: UTF8.self).lowercased()
      guard bytes[range.lowerBound + 3] == UInt8(ascii: ":"), let index = dayNames.firstIndex(of: name) else {
        throw UTCWindowFault(range: range.lowerBound..<range.lowerBound + 4, kind: .day)
      }
      day = index
      clock = range.lowerBound + 4..<range.upperBound
    }
    let digits = bytes[clock].map { Int($0) - 48 }
    guard digits[2] == 10, [0, 1, 3, 4].allSatisfy({ (0...9).contains(digits[$0]) }) else {
      throw UTCWindowFault(range: clock, kind: .form)
    }
    let (hour, minute) = (digits[0] * 10 + digits[1], digits[3] * 10 + digits[4])
    guard hour < 24, minute < 60 else { throw UTCWindowFault(range: clock, kind: .outOfRange) }
    return day * 1440 + hour * 60 + minute
  }

  private static var dayNames: [String] { ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] }

  /// The window as text. For example: `23:45-00:30`, `sun:23:00-mon:00:30`.
  package var text: String { clock(start) + "-" + clock((start + length) % period) }

  private func clock(_ minute: Int) -> String {
    func twoDigits(_ number: Int) -> String { number < 10 ? "0" + String(number) : String(number) }
    let time = twoDigits(minute / 60 % 24) + ":" + twoDigits(minute % 60)
    return isWeekly ? Self.dayNames[minute / 1440] + ":" + time : time
  }

  /// The minutes from the begin of the window that holds or precedes an instant.
  func position(of instant: Instant) -> Int {
    let minute = instant.secondsSince1970.flooredQuotient(by: 60)
    // 1 January 1970 was a Thursday.
    let sinceStart = minute - Int64(start) + (isWeekly ? 3 * 1440 : 0)
    return Int(sinceStart - sinceStart.flooredQuotient(by: Int64(period)) * Int64(period))
  }
}

/// What is wrong with a window, and where.
package struct UTCWindowFault: Error, Sendable, Equatable {
  /// The bytes of the window's UTF-8 text that the fault is about.
  package let range: Range<Int>
  /// What is wrong.
  package let kind: Kind

  /// The faults of a window.
  package enum Kind: Sendable, Equatable {
    /// Neither `hh:mm-hh:mm` nor `ddd:hh:mm-ddd:hh:mm`.
    case form
    /// No day of the week.
    case day
    /// An hour above 23 or a minute above 59.
    case outOfRange
    /// Less than 30 minutes.
    case tooShort
  }

  /// The fault in words: lower case, without a full stop.
  package var message: String {
    switch kind {
    case .form: "the form is `02:00-02:30` or `sun:02:00-sun:02:30`, in UTC"
    case .day: "a day is `mon` to `sun`, before a colon"
    case .outOfRange: "a time is 00:00 to 23:59"
    case .tooShort: "a window is at least 30 minutes long"
    }
  }
}
