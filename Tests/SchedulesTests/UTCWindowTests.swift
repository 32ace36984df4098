import Schedules
import Testing

@Suite struct UTCWindowTests {
  private func fitting(_ cron: String, _ zone: String, weekly: Bool = false) throws -> UTCWindowTranslation {
    try schedule(cron, zone).utcWindow(
      isWeekly: weekly, startWindow: 30, from: try instant("2026-01-01"), through: try instant("2027-01-01"))
  }

  @Test(arguments: ["02:00-02:30", "23:45-00:30", "sun:23:00-mon:00:30"]) func textReadsBack(_ text: String) throws {
    #expect(try UTCWindow.parse(text).text == text)
  }

  @Test(
    arguments: [
      ("2:00-2:30", .form, 0..<9), ("02:00_02:30", .form, 5..<6), ("02-00-02:30", .form, 0..<5),
      ("24:00-02:30", .outOfRange, 0..<5), ("02:00-02:60", .outOfRange, 6..<11), ("02:00-02:29", .tooShort, 0..<11),
      ("abc:02:00-sun:02:30", .day, 0..<4), ("02:00-02:00", .tooShort, 0..<11),
    ] as [(String, UTCWindowFault.Kind, Range<Int>)])
  func faults(_ text: String, _ kind: UTCWindowFault.Kind, _ range: Range<Int>) throws {
    let fault = try #require(throws: UTCWindowFault.self) { try UTCWindow.parse(text) }
    #expect(fault.kind == kind)
    #expect(fault.range == range)
  }

  @Test(arguments: [
    ("0 2 * * *", "UTC", false, "02:00-02:30"), ("30 3 * * *", "Europe/Berlin", false, "01:30-03:00"),
    ("0 1 * * *", "Europe/Berlin", false, "23:00-00:30"), ("0 0 * * 1", "Europe/Berlin", true, "sun:22:00-sun:23:30"),
  ]) func bothTimesOfTheYearAreHeld(_ cron: String, _ zone: String, _ weekly: Bool, _ text: String) throws {
    #expect(try fitting(cron, zone, weekly: weekly) == .same(UTCWindow.parse(text)))
  }

  @Test func aRunThatIsRepeatedHasNoWindowOfItsOwn() throws {
    guard case .differs(let window, let difference) = try fitting("30 2 * * *", "Europe/Berlin") else {
      Issue.record("no difference")
      return
    }
    #expect(window.text == "00:30-02:00")
    #expect(difference.firstOnly.map { $0.rfc3339 } == ["2026-10-25T01:30:00Z"])
    #expect(difference.secondOnly.map { $0.rfc3339 } == ["2026-03-29T00:30:00Z"])
  }

  @Test func aWindowForHalfTheYearLeavesOutTheOther() throws {
    let difference = try UTCWindow.parse("01:30-02:00").difference(
      from: schedule("30 3 * * *", "Europe/Berlin"), startWindow: 30, from: instant("2026-03-28"),
      through: instant("2026-03-30"))
    #expect(difference?.firstOnly.map { $0.rfc3339 } == ["2026-03-28T02:30:00Z"])
    #expect(difference?.secondOnly.map { $0.rfc3339 } == ["2026-03-28T01:30:00Z"])
  }

  @Test func runsAtAllTimesFitNone() throws {
    #expect(try fitting("*/15 * * * *", "UTC") == .unsayable)
    #expect(try fitting("0 2 30 2 *", "UTC") == .unsayable)
  }
}
