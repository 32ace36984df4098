import Schedules
import Testing

@Suite struct OnCalendarTests {
  @Test(arguments: [
    ("0 2 * * *", "UTC", ["*-*-* 02:00:00 UTC"]), ("30 2,14 * * 1-5", "UTC", ["Mon..Fri *-*-* 02,14:30:00 UTC"]),
    ("0 0 1 1,4,7,10 *", "UTC", ["*-01,04,07,10-01 00:00:00 UTC"]),
    ("*/15 * * * *", "UTC", ["*-*-* *:00,15,30,45:00 UTC"]), ("*/7 * * * *", "UTC", ["*-*-* *:00..56/7:00 UTC"]),
    ("0 2 13 * 5", "UTC", ["*-*-13 02:00:00 UTC", "Fri *-*-* 02:00:00 UTC"]),
    ("0 2 */2 * 1", "UTC", ["*-*-01..31/2 02:00:00 UTC", "Mon *-*-* 02:00:00 UTC"]),
    ("0 2 */1 * 1", "UTC", ["Mon *-*-* 02:00:00 UTC"]), ("0 2 1-31 * 1", "UTC", ["*-*-* 02:00:00 UTC"]),
    ("0 2 *,13 * 5", "UTC", ["Fri *-*-* 02:00:00 UTC"]), ("0 2 * * 0-4", "UTC", ["Mon..Thu,Sun *-*-* 02:00:00 UTC"]),
    ("0 2 * * 6,0", "UTC", ["Sat,Sun *-*-* 02:00:00 UTC"]), ("@weekly", "UTC", ["Sun *-*-* 00:00:00 UTC"]),
    ("30 3 * * *", "Europe/Berlin", ["*-*-* 03:30:00 Europe/Berlin"]),
    ("0 * * * *", "Europe/Berlin", ["*-*-* *:00:00 UTC"]),
    ("0 * * * *", "Asia/Kolkata", ["*-*-* *:00:00 Asia/Kolkata"]),
    ("0 * * * 1", "Europe/Berlin", ["Mon *-*-* *:00:00 Europe/Berlin"]), ("0 2 30 2 *", "UTC", []),
    ("0 2 30 2 1", "UTC", ["Mon *-02-* 02:00:00 UTC"]),
  ]) func lines(_ cron: String, _ zone: String, _ lines: [String]) throws {
    #expect(try schedule(cron, zone).onCalendarLines == lines)
  }
}
