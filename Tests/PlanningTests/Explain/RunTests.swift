import BackstayKit
import Schedules
import Testing

/// When runs start, and what may be lost between them.
@Suite struct RunTests {
  @Test func runsAreThoseOfTheDaysAsked() throws {
    let backup = try Explained.policy(days: 2).backups[0]
    #expect(backup.runs.map { $0.instant.rfc3339 } == ["2026-06-01T02:00:00Z", "2026-06-02T02:00:00Z"])
    #expect(backup.runs[0].kind == nil && backup.runs[0].sinks == ["disk"])
    #expect(backup.zones == [])
  }

  @Test func aDayThatClocksSkipLeavesAGap() throws {
    // 8 March 2026, when New York has no 02:30.
    let explanation = try Explained.policy(
      cadence: "{daily: \"02:30\", timeZone: America/New_York, clockChange: asTarget}", from: 20_519, days: 3)
    let backup = explanation.backups[0]
    #expect(backup.runs.map { $0.instant.rfc3339 } == ["2026-03-07T07:30:00Z", "2026-03-09T06:30:00Z"])
    #expect(backup.longestGap?.seconds == 169_200)
    #expect(backup.longestGap?.start.rfc3339 == "2026-03-07T07:30:00Z")
    #expect(explanation.tzdata == ZoneTable.tzdataVersion)
    let text = explanation.text
    #expect(
      text.contains(
        """
          next runs         America/New_York              UTC
                            Sat 2026-03-07 02:30 -05:00   Sat 2026-03-07 07:30
                            Mon 2026-03-09 02:30 -04:00   Mon 2026-03-09 06:30
          longest gap       47h, from Sat 2026-03-07 02:30 -05:00 to Mon 2026-03-09 02:30 -04:00 in America/New_York,
                              across a clock change
                            in UTC from Sat 2026-03-07 07:30 to Mon 2026-03-09 06:30

        """), "\(text)")
  }

  @Test func theWorstLossAddsUp() throws {
    let losses = try Explained.policy(backup: ", deadline: 1h").backups[0].losses
    #expect(losses.map { $0.seconds } == [91_800, 178_200])
    #expect(losses.map { $0.failures } == [0, 1])
    #expect(losses[0].sum == "25h30m = 24h between starts + 30m to start + 1h to finish")
  }

  @Test func byHandNothingRunsAndTheLossIsUnbounded() throws {
    let explanation = try Explained.policy(cadence: "manual")
    let backup = explanation.backups[0]
    #expect(backup.runs.isEmpty && backup.losses.isEmpty && backup.longestGap == nil)
    #expect(explanation.text.contains("  next runs         none automatically\n"))
    #expect(explanation.text.contains("unbounded: nothing starts it automatically\n"))
  }

  @Test func checksAreFewLinesAndSayWhatTheyMean() throws {
    let text = try Explained.policy(cadence: "{onChange: {check: 1h, atLatestEvery: 24h}}").text
    #expect(text.contains("checks every hour at :00; copies what changed, and at the latest after 24h\n"))
    #expect(text.contains("                    Mon 2026-06-01 02:00\n                    and 165 more in 7 days\n"))
  }

  @Test func twelveRunsAreListed() throws {
    let text = try Explained.policy(cadence: "{every: 6h}").text
    #expect(text.contains("                    Wed 2026-06-03 18:00\n                    and 16 more in 7 days\n"))
  }

  @Test(arguments: [
    ("\"0 2 * * *\"", "every day at 02:00"), ("{every: 6h}", "every 6 hours at :00"),
    ("{every: 15m}", "every 15 minutes"), ("\"* * * * *\"", "every minute"),
    ("{weekly: \"sunday 03:00\"}", "every Sunday at 03:00"),
    ("\"5 3 * * 1-5\"", "Monday to Friday at 03:05"), ("{monthly: \"1 04:00\"}", "on day 1 of every month at 04:00"),
    ("\"0 1,3 * * *\"", "by cron 0 1,3 * * *"), ("\"0 */5 * * *\"", "by cron 0 */5 * * *"),
    ("\"0 2 1 */3 *\"", "by cron 0 2 1 */3 *"),
    ("[\"0 2 * * *\", \"30 14 * * *\"]", "every day at 02:00, and every day at 14:30"),
    ("{daily: \"04:00\", timeZone: Europe/Berlin}", "every day at 04:00 in Europe/Berlin"),
  ])
  func cadencesAreSaidInWords(cadence: String, words: String) throws {
    #expect(try Explained.policy(cadence: cadence).backups[0].cadence == words)
  }
}
