import Schedules
import Testing

/// The schedule of a cron expression in a zone.
func schedule(_ cron: String, _ zone: String = "UTC") throws -> ClockSchedule {
  ClockSchedule([try CronExpression.parse(cron)], zone: try #require(Zone.named(zone)))
}

func instant(_ text: String) throws -> Instant { try #require(Instant(rfc3339: text)) }

@Suite struct ClockScheduleTests {
  @Test(arguments: [
    ("0 2 * * *", "2026-01-01T01:59:59Z", "2026-01-01T02:00:00Z"),
    ("0 2 * * *", "2026-01-01T02:00:00Z", "2026-01-02T02:00:00Z"),
    ("0 2 13 * 5", "2026-02-01T00:00:00Z", "2026-02-06T02:00:00Z"),
    ("0 2 29 2 *", "2026-01-01T00:00:00Z", "2028-02-29T02:00:00Z"),
    ("* * * * *", "1969-12-31T23:59:30Z", "1970-01-01T00:00:00Z"),
  ]) func next(_ cron: String, _ after: String, _ next: String) throws {
    #expect(try schedule(cron).next(after: instant(after))?.rfc3339 == next)
  }

  @Test func kubernetesLooksAheadFiveCalendarYears() throws {
    let leapDays = try schedule("0 2 29 2 *")
    #expect(leapDays.next(after: try instant("2096-02-29T02:00:00Z")) == nil)
    #expect(
      leapDays.next(after: try instant("2096-02-29T02:00:00Z"), rule: .systemd)?.rfc3339 == "2104-02-29T02:00:00Z")
    #expect(try schedule("0 2 30 2 *").next(after: instant("2026-01-01T00:00:00Z")) == nil)
  }

  @Test(arguments: [
    ("0 2 31 * *", 61 * 86_400, "2026-03-31T02:00:00Z"), ("0 2 * * *", 86_400, "2026-01-01T02:00:00Z"),
    ("0 2,3 * * *", 23 * 3600, "2026-01-01T03:00:00Z"), ("*/15 9-17 * * 1-5", 63 * 3600 + 900, "2026-01-02T17:45:00Z"),
    ("0 2 29 2 *", 1461 * 86_400, "2028-02-29T02:00:00Z"), ("*/7 * * * *", 420, "2026-01-01T00:00:00Z"),
  ]) func longestGap(_ cron: String, _ seconds: Int, _ start: String) throws {
    let gap = try #require(try schedule(cron).longestGap(from: instant("2026-01-01T00:00:00Z")))
    #expect(gap.seconds == Int64(seconds))
    #expect(gap.start.rfc3339 == start)
  }
}

@Suite struct CoincidenceTests {
  @Test(
    arguments: [
      ("0 2 * * *", "UTC", "0 2 1 * *", "UTC", "2026-02-01T02:00:00Z"),
      ("0 2 * * *", "UTC", "0 3 * * *", "UTC", nil),
      ("0 2 * * *", "UTC", "0 4 * * *", "Europe/Berlin", "2026-03-29T02:00:00Z"),
      ("0 2 29 2 *", "UTC", "0 2 * * 2", "UTC", "2028-02-29T02:00:00Z"), ("0 2 1 * *", "UTC", "0 2 2 * *", "UTC", nil),
    ] as [(String, String, String, String, String?)])
  func first(_ a: String, _ zone: String, _ b: String, _ other: String, _ expected: String?) throws {
    let (a, b) = (try schedule(a, zone), try schedule(b, other))
    let start = try instant("2026-01-01T02:00:01Z")
    #expect(a.firstCoincidence(with: b, from: start)?.rfc3339 == expected)
    #expect(b.firstCoincidence(with: a, from: start)?.rfc3339 == expected)
  }

  @Test func isTheFirstOfTheInstantsThatBothHave() throws {
    let crons = [
      "0 2 * * *", "30 0 * * 1-6", "0 1 1-7 * 0", "30 */6 * * *", "15,45 23 * * *", "0 0 13 * 5", "0 5 31 * *",
    ]
    let zones = ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Africa/Cairo", "Australia/Lord_Howe"]
    let (start, end) = (try instant("2026-03-01"), try instant("2027-03-01"))
    for cron in crons {
      for zone in zones {
        let a = try schedule(cron, zone)
        let ours = a.instants(from: start, through: end.advanced(bySeconds: -1))
        for (another, elsewhere) in [("0 0 * * 0", zone), ("30 1 * * *", "UTC"), ("0 1-23/2 * * 6", "Europe/London")] {
          let b = try schedule(another, elsewhere)
          let theirs = Set(b.instants(from: start, through: end.advanced(bySeconds: -1)))
          let found = a.firstCoincidence(with: b, from: start, years: 1)
          #expect(found == ours.first { theirs.contains($0) }, "\(cron) \(zone), \(another) \(elsewhere)")
        }
      }
    }
  }

  @Test func aRuleForChangesOfClockDecides() throws {
    // 01:30 comes twice on 2026-11-01; systemd passes over the second, which is 06:30 UTC.
    let (nightly, fixed) = (try schedule("30 1 * * *", "America/New_York"), try schedule("30 6 1 11 *"))
    let start = try instant("2026-01-01")
    #expect(nightly.firstCoincidence(with: fixed, from: start, years: 1)?.rfc3339 == "2026-11-01T06:30:00Z")
    #expect(nightly.firstCoincidence(with: fixed, from: start, years: 1, rule: .systemd) == nil)
  }
}
