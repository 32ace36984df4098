import Schedules
import Testing

/// Runs around changes of clock that the search of Kubernetes stumbles over. The instants are those that robfig/cron v3's
/// `Next` gave, built with Go 1.19 and the zone files of tzdata 2026f.
@Suite struct KubernetesSearchTests {
  private func runs(_ cron: String, _ zone: String, _ start: String, _ end: String) throws -> [String] {
    try schedule(cron, zone).instants(from: instant(start), through: instant(end)).map { $0.rfc3339 }
  }

  @Test(arguments: [
    ("0 2 13 * 5", "Africa/Cairo", "2023-04-20", "2023-05-06", "04-21T00:00 05-04T23:00"),
    ("0 1 * * 4", "Africa/Cairo", "2023-04-20", "2023-05-06", "04-26T23:00 04-27T22:00 05-03T22:00"),
    ("0 0 * * 0", "America/Santiago", "2024-08-31", "2024-09-20", "09-01T04:00 09-15T03:00"),
    ("30 0 * * *", "America/Havana", "2024-11-02", "2024-11-05", "11-02T04:30 11-03T04:30 11-03T05:30 11-04T05:30"),
    ("0 1 * * 0", "America/Havana", "2025-03-02", "2025-03-24", "03-02T06:00 03-09T05:00 03-16T05:00 03-23T05:00"),
    ("15 3 * * *", "Australia/Lord_Howe", "2024-10-04", "2024-10-08", "10-04T16:45 10-06T16:15 10-07T16:15"),
    ("0 0 * * 0", "Australia/Lord_Howe", "2026-03-28", "2026-04-27", "03-28T13:00 04-04T13:00 04-18T13:30 04-25T13:30"),
    (
      "45 1 * * *", "Australia/Lord_Howe", "2026-04-03", "2026-04-07",
      "04-03T14:45 04-04T14:45 04-04T15:15 04-05T15:15 04-06T15:15"
    ),
    ("30 1 * * *", "Asia/Beirut", "2024-03-29", "2024-04-02", "03-29T23:30 03-30T22:30 03-31T22:30 04-01T22:30"),
    ("0 3 * * 0", "Asia/Beirut", "2024-03-24", "2024-04-15", "03-24T01:00 04-07T00:00 04-14T00:00"),
    ("55 2 * * *", "Pacific/Chatham", "2024-09-27", "2024-09-30", "09-27T14:10 09-28T14:10 09-29T13:10"),
    ("0 5 * * *", "Asia/Gaza", "2023-04-28", "2023-05-01", "04-28T03:00 04-29T02:00 04-30T02:00"),
  ])
  func aroundAChange(_ cron: String, _ zone: String, _ start: String, _ end: String, _ expected: String) throws {
    #expect(try runs(cron, zone, start, end).map { $0.dropFirst(5).prefix(11) }.joined(separator: " ") == expected)
  }

  @Test func itGivesUpWhereItGoesBackToWhereItBegan() throws {
    // Clocks go back from 03:45 to 02:45: from 02:59, shown again, the search goes back to 02:00 and ends at 02:59.
    let weekly = try schedule("59 3-14 * * 0", "Pacific/Chatham")
    #expect(weekly.longestGap(from: try instant("2026-01-01")) == nil)
    #expect(weekly.longestGap(from: try instant("2026-01-01"), rule: .systemd) != nil)
  }

  @Test func aDriftLastsUntilTheNextRun() throws {
    // Clocks go back by half an hour on 2026-04-05, and the search comes to 12 April at 00:30, too late for 00:00.
    let weekly = try schedule("0 0 * * 0", "Australia/Lord_Howe")
    let gap = try #require(weekly.longestGap(from: try instant("2026-03-01"), years: 1))
    #expect(gap.start.rfc3339 == "2026-04-04T13:00:00Z")
    #expect(gap.end.rfc3339 == "2026-04-18T13:30:00Z")
  }

  @Test func everyExpressionIsASearchOfItsOwn() throws {
    let (first, second) = (try CronExpression.parse("0 2 * * 5"), try CronExpression.parse("0 3 * * 5"))
    let zone = try #require(Zone.named("Africa/Cairo"))
    let both = ClockSchedule([first, second], zone: zone)
    let (start, end) = (try instant("2023-04-20"), try instant("2023-05-06"))
    let apart = [first, second].flatMap { ClockSchedule([$0], zone: zone).instants(from: start, through: end) }
    #expect(both.instants(from: start, through: end) == apart.sorted())
    #expect(apart.count == 4)
  }

  @Test func aWindowThatBeginsAfterTheChangeKnowsOfIt() throws {
    let weekly = try schedule("0 0 * * 0", "Australia/Lord_Howe")
    let whole = weekly.instants(from: try instant("2026-03-01"), through: try instant("2026-06-01"))
    let late = weekly.instants(from: try instant("2026-04-08"), through: try instant("2026-06-01"))
    #expect(late == whole.filter { $0 >= Instant(year: 2026, month: 4, day: 8) })
  }
}
