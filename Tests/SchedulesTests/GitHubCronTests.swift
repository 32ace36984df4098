import Schedules
import Testing

@Suite struct GitHubCronTests {
  private func gitHub(_ cron: String, _ zone: String = "UTC") throws -> GitHubCron {
    try schedule(cron, zone).gitHubCron(from: Instant(year: 2026, month: 1, day: 1), years: 1)
  }

  @Test(arguments: [
    ("0 2 * * *", "UTC", ["0 2 * * *"]), ("30 3 * * *", "Asia/Kolkata", ["0 22 * * *"]),
    ("0 5 1 * *", "Asia/Tokyo", []), ("0 20 * * 1", "America/Bogota", ["0 1 * * 2"]),
    ("5 * * * *", "Europe/Berlin", ["5 * * * *"]), ("*/15 * * * *", "America/New_York", ["*/15 * * * *"]),
    ("0 2 */2 * 1", "UTC", ["0 2 1-31/2 * 1"]), ("0 2 1-31 * 1", "UTC", ["0 2 * * *"]),
    ("0 5 13 * 5", "Asia/Tokyo", ["0 20 12 * *", "0 20 * * 4"]), ("0 12 31 2 *", "UTC", []),
  ]) func theSameInstants(_ cron: String, _ zone: String, _ expected: [String]) throws {
    guard !expected.isEmpty || cron == "0 12 31 2 *" else {
      #expect(try gitHub(cron, zone) == .unsayable)
      return
    }
    #expect(try gitHub(cron, zone) == .same(expected))
  }

  @Test func aChangeOfClockCannotBeFollowed() throws {
    guard case .differs(let nearest, let difference) = try gitHub("30 3 * * *", "Europe/Berlin") else {
      Issue.record("no difference")
      return
    }
    // Summer time is the longer half of the year.
    #expect(nearest == ["30 1 * * *"])
    #expect(difference.firstOnly.first?.rfc3339 == "2026-01-01T02:30:00Z")
    #expect(difference.secondOnly.first?.rfc3339 == "2026-01-01T01:30:00Z")
  }

  @Test func runsMustBeFiveMinutesApart() throws {
    guard case .tooFrequent(let gap) = try gitHub("0,4 * * * *") else {
      Issue.record("not refused")
      return
    }
    #expect(gap.seconds == 240)
    #expect(try gitHub("*/5 * * * *") == .same(["*/5 * * * *"]))
  }

  @Test func aWeekdayThatMustBeADateCannotBeSaid() throws {
    var fields = try CronExpression.parse("0 2 13 * 5")
    fields.daysOfMonthStar = true
    #expect(fields.posixText == nil)
    #expect(ClockSchedule([fields]).gitHubCron(from: Instant(year: 2026, month: 1, day: 1)) == .unsayable)
  }
}
