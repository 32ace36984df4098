import OnCalendarReading
import Schedules
import Testing

private func meaning(_ text: String, from start: String, count: Int) throws -> [String] {
  let expression = try OnCalendarExpression.parse(text)
  var last = Instant(secondsSince1970: try instant(start).secondsSince1970 - 1)
  var runs: [String] = []
  while runs.count < count, let next = expression.next(after: last) {
    runs.append(String(next.rfc3339.dropLast(4)))
    last = next
  }
  return runs
}

private func fault(_ text: String) -> OnCalendarFault.Kind? {
  do throws(OnCalendarFault) {
    _ = try OnCalendarExpression.parse(text)
    return nil
  } catch {
    return error.kind
  }
}

@Suite struct OnCalendarExpressionTests {
  /// Each with what `systemd-analyze calendar` of systemd 252 says.
  @Test(
    arguments: [
      ("*-*-* 02:00:00 UTC", "2026-01-01", ["2026-01-01T02:00", "2026-01-02T02:00"]),
      ("Mon,Fri *-*-* 10..12/2:00 UTC", "2026-01-02", ["2026-01-02T10:00", "2026-01-02T12:00", "2026-01-05T10:00"]),
      (
        "Thu..Sat 12:00", "2026-01-01",
        ["2026-01-01T12:00", "2026-01-02T12:00", "2026-01-03T12:00", "2026-01-08T12:00"]
      ),
      ("mon-wed,sunday", "2026-01-03", ["2026-01-04T00:00", "2026-01-05T00:00", "2026-01-06T00:00"]),
      ("*-*~01", "2026-01-01", ["2026-01-31T00:00", "2026-02-28T00:00", "2026-03-31T00:00"]),
      ("Mon *-05~07/1", "2026-01-01", ["2026-05-25T00:00", "2027-05-31T00:00", "2028-05-29T00:00"]),
      ("12-24..26", "2026-01-01", ["2026-12-24T00:00", "2026-12-25T00:00", "2026-12-26T00:00"]),
      ("26,2028-01-01", "2026-06-01", ["2028-01-01T00:00"]),
      ("*-*-* 05:00 Europe/Berlin", "2026-03-28", ["2026-03-28T04:00", "2026-03-29T03:00"]),
      ("*-*-* 02:30 Europe/Berlin", "2026-03-28", ["2026-03-28T01:30", "2026-03-30T00:30"]),
      ("*-*-* *:00 America/New_York", "2026-11-01T05:00:00Z", ["2026-11-01T05:00", "2026-11-01T07:00"]),
    ])
  func elapses(_ text: String, _ start: String, _ expected: [String]) throws {
    #expect(try meaning(text, from: start, count: expected.count) == expected)
  }

  /// systemd issues 22665 and 40260: such a repeat loses a value after a carry into the unit above the next.
  @Test(
    arguments: [
      ("*:00/7", "2026-01-01T23:50:00Z", ["2026-01-01T23:56", "2026-01-02T00:07"]),
      ("*:00/7", "2026-01-01T22:50:00Z", ["2026-01-01T22:56", "2026-01-01T23:00"]),
      ("00/5:00", "2025-12-31T20:00:00Z", ["2025-12-31T20:00", "2026-01-01T05:00"]),
      ("*-*-01/7 12:00", "2025-12-29T00:00:00Z", ["2025-12-29T12:00", "2026-01-08T12:00"]),
      ("*:00..59/7", "2026-01-01T23:50:00Z", ["2026-01-01T23:56", "2026-01-02T00:00"]),
    ])
  func unboundedRepeats(_ text: String, _ start: String, _ expected: [String]) throws {
    #expect(try meaning(text, from: start, count: 2) == expected)
  }

  @Test(arguments: [
    ("minutely", "*-*-* *:*:00"), ("hourly", "*-*-* *:00:00"), ("Daily", "*-*-* 00:00:00"),
    ("weekly", "Mon *-*-* 00:00:00"), ("monthly", "*-*-01 00:00:00"), ("quarterly", "*-01,04,07,10-01 00:00:00"),
    ("semiannually", "*-01,07-01 00:00:00"), ("yearly Europe/Berlin", "*-01-01 00:00:00 Europe/Berlin"),
    ("12:00", "*-*-* 12:00:00 UTC"), ("Fri", "Fri *-*-* 00:00"), ("2026-06-05 1:2", "2026-06-05 01:02:00"),
  ]) func words(_ text: String, _ long: String) throws {
    #expect(try OnCalendarExpression.parse(text) == OnCalendarExpression.parse(long))
  }

  @Test func aHostsZoneHoldsWhereNoneIsWritten() throws {
    let berlin = try #require(Zone.named("Europe/Berlin"))
    #expect(try OnCalendarExpression.parse("daily", hostZone: berlin) == .parse("daily Europe/Berlin"))
    #expect(try OnCalendarExpression.parse("daily utc", hostZone: berlin).zone == .utc)
  }

  @Test(
    arguments: [
      ("", .empty), ("Sun..Thu 02:00", .reversedWeekdays), ("Mon.. 02:00", .form), ("Mon;Tue", .form),
      ("25:00", .outOfRange),
      ("*:60", .outOfRange), ("*:00/0", .outOfRange), ("*:50/15", .outOfRange), ("*-02~29", .outOfRange),
      ("*-13-01", .outOfRange), ("*:30..10", .outOfRange), ("@1700000000", .timestamp), ("*:*:00.5", .fraction),
      ("fortnightly", .form), ("02:00 Europe/Nowhere", .form), ("*-*-* 02:00:00:00", .form), ("1~2~3", .form),
    ] as [(String, OnCalendarFault.Kind)])
  func refused(_ text: String, _ kind: OnCalendarFault.Kind) { #expect(fault(text) == kind) }

  @Test func aRefusalSaysWhatToWrite() {
    let fault = OnCalendarFault(range: 0..<8, kind: .reversedWeekdays)
    #expect(fault.message == "a range of weekdays can't run past Sunday: write two")
  }
}
