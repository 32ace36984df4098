import Schedules
import Testing

@Suite struct ClockChangeTests {
  private func gap(_ cron: String, _ zone: String, from: String, _ rule: ClockChangeRule = .kubernetes) throws
    -> RunGap
  {
    try #require(try schedule(cron, zone).longestGap(from: instant(from), years: 1, rule: rule))
  }

  @Test func aWallTimeThatDoesNotExistIsSkipped() throws {
    let gap = try gap("30 2 * * *", "America/New_York", from: "2024-01-01T00:00:00Z")
    #expect(gap.seconds == 47 * 3600)
    #expect(gap.start.rfc3339 == "2024-03-09T07:30:00Z")
    #expect(gap.end.rfc3339 == "2024-03-11T06:30:00Z")
    #expect(try self.gap("30 2 * * *", "America/New_York", from: "2024-01-01T00:00:00Z", .systemd) == gap)
  }

  @Test func aSkippedSundayIsAWholeWeek() throws {
    #expect(try gap("0 2 * * 0", "Europe/Berlin", from: "2024-01-01T00:00:00Z").seconds == 335 * 3600)
  }

  @Test func aRepeatedWallTimeRunsTwiceInKubernetesAndOnceInSystemd() throws {
    let nightly = try schedule("30 1 * * *", "America/New_York")
    let (from, through) = (try instant("2024-11-03T00:00:00Z"), try instant("2024-11-03T23:00:00Z"))
    #expect(
      nightly.instants(from: from, through: through).map { $0.rfc3339 } == [
        "2024-11-03T05:30:00Z", "2024-11-03T06:30:00Z",
      ])
    #expect(
      nightly.instants(from: from, through: through, rule: .systemd).map { $0.rfc3339 } == ["2024-11-03T05:30:00Z"])
  }

  @Test(arguments: [
    ("30 1 * * *", ClockChangeRule.kubernetes, 24), ("30 1 * * *", .systemd, 25), ("0 12 * * *", .kubernetes, 25),
    ("0 12 * * *", .systemd, 25),
  ]) func aDailyGapInNewYorkInAutumn(_ cron: String, _ rule: ClockChangeRule, _ hours: Int64) throws {
    let autumn = try self.gap(cron, "America/New_York", from: "2024-06-01T00:00:00Z", rule)
    #expect(autumn.seconds == hours * 3600)
  }

  @Test func everyHourInAWholeHourZoneIsWrittenInUTCAndKeepsItsDistance() throws {
    for rule in [ClockChangeRule.kubernetes, .systemd] {
      #expect(try gap("0 * * * *", "America/New_York", from: "2024-01-01T00:00:00Z", rule).seconds == 3600)
      #expect(try gap("*/15 * * * *", "America/New_York", from: "2024-01-01T00:00:00Z", rule).seconds == 900)
    }
    // Lord Howe's clocks change by half an hour: systemd skips the repeated one.
    #expect(try gap("*/15 * * * *", "Australia/Lord_Howe", from: "2024-01-01T00:00:00Z", .systemd).seconds == 2700)
  }

  @Test func aRepeatedTimeNamesTheInstantsThatOneTargetHas() throws {
    let found = try #require(try schedule("30 1 * * *", "America/New_York").firstDisturbance(from: start))
    #expect(found.change.rfc3339 == "2024-11-03T06:00:00Z")
    #expect(found.difference.firstOnly.map { $0.rfc3339 } == ["2024-11-03T06:30:00Z"])
    #expect(found.difference.secondOnly == [])
    #expect(found.gap == nil)
  }

  @Test func aSkippedTimeNamesTheGap() throws {
    let found = try #require(try schedule("30 2 * * *", "Europe/Berlin").firstDisturbance(from: start))
    #expect(found.change.rfc3339 == "2024-03-31T01:00:00Z")
    #expect(found.wallMinute.map { Instant(secondsSince1970: $0 * 60).rfc3339 } == "2024-03-31T02:30:00Z")
    #expect(found.gap?.start.rfc3339 == "2024-03-30T01:30:00Z")
    #expect(found.gap?.end.rfc3339 == "2024-04-01T00:30:00Z")
    #expect(found.difference.isEmpty)
  }

  @Test func theGapOfARareScheduleIsFoundByLookingBackFurther() throws {
    let found = try #require(try schedule("30 2 31 3 *", "Europe/Berlin").firstDisturbance(from: start))
    #expect(found.gap?.start.rfc3339 == "2023-03-31T00:30:00Z")
    #expect(found.gap?.end.rfc3339 == "2025-03-31T00:30:00Z")
  }

  @Test(arguments: [
    ("30 1 * * *", "UTC"), ("30 1 * * *", "Asia/Kolkata"), ("0 3 * * *", "Europe/Berlin"),
    ("5 * * * *", "Europe/Berlin"), ("30 1 * * 1", "America/New_York"), ("*/15 * * * *", "America/New_York"),
    ("0 2 * * *", "Africa/Cairo"),
  ]) func undisturbed(_ cron: String, _ zone: String) throws {
    #expect(try schedule(cron, zone).firstDisturbance(from: start) == nil)
  }

  @Test(
    arguments: [
      ("30 2 * * *", "Europe/Berlin", 180), ("10 2 * * *", "Europe/Berlin", 119),
      ("30 1 * * *", "America/New_York", 59),
      ("0 2,3 * * *", "Europe/Berlin", nil), ("30 0 * * *", "Africa/Cairo", 60),
    ] as [(String, String, Int?)])
  func theNearestTimeOutside(_ cron: String, _ zone: String, _ nearest: Int?) throws {
    #expect(try schedule(cron, zone).nearestUndisturbedTime(from: start) == nearest)
  }

  private var start: Instant { Instant(year: 2024, month: 1, day: 1) }
}
