import Schedules
import Testing

/// What each dialect writes is read back and compared, around changes of clock, with a walk that knows no patterns.
@Suite struct DialectTranslationTests {
  @Test(arguments: ScheduleDialect.allCases) func whatIsReadBackHasTheSameInstants(_ dialect: ScheduleDialect) throws {
    var random = Random(seed: 20_260_102)
    let names = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Cairo", "Antarctica/Troll"]
    var firing = 0
    for index in 0..<1000 {
      let zone = try #require(Zone.named(names[index % names.count]))
      var change = Instant(year: 2026, month: 10, day: 24)
      zone.forEachChange(from: Instant(year: 2026, month: 1, day: 1), years: 1) { period in
        change = Instant(secondsSince1970: period.start)
        return random.next(2) == 0
      }
      let (start, end) = (change.advanced(bySeconds: -4 * 3600), change.advanced(bySeconds: 6 * 3600 - 60))
      let schedule = ClockSchedule([random.fields()], zone: zone)
      let texts = try #require(dialect.texts(of: schedule))
      let instants = try dialect.read(texts, zone: zone).instants(from: start, through: end)
      let expected =
        switch dialect {
        case .kubernetes, .sixFields: schedule.instants(from: start, through: end)
        case .onCalendar: schedule.instants(from: start, through: end, rule: .systemd)
        case .crontab: cronRuns(schedule, text: texts.first ?? "", from: start, through: end)
        }
      #expect(instants == expected, "\(texts) \(zone.name)")
      if !instants.isEmpty { firing += 1 }
    }
    #expect(firing > 250)
  }

  /// The minutes at which cronie's main loop starts a job: time that was jumped over is caught up with for lines without
  /// a leading star, time that was set back is waited for.
  private func cronRuns(_ schedule: ClockSchedule, text: String, from start: Instant, through end: Instant) -> [Instant]
  {
    let words = text.split(separator: " ")
    let isWild = words.prefix(2).contains { $0.hasPrefix("*") }
    var runs: [Instant] = []
    func wall(_ instant: Instant) -> Int64 { instant.secondsSince1970 + schedule.zone.offset(at: instant) }
    var virtual = wall(start) - 60
    var now = start
    while now <= end {
      var minutes = [wall(now)]
      if !isWild {
        minutes = virtual < wall(now) ? Array(stride(from: virtual + 60, through: wall(now), by: 60)) : []
        virtual = max(virtual, wall(now))
      }
      if minutes.contains(where: { schedule.matches(Instant(secondsSince1970: $0).civilMinuteInUTC) }) {
        runs.append(now)
      }
      now = now.advanced(bySeconds: 60)
    }
    return runs
  }

  @Test func aTranslationIsTheSameOrShowsWhatDiffers() throws {
    let (start, end) = (try instant("2026-01-01"), try instant("2027-01-01"))
    let nightly = try schedule("30 2 * * *", "Europe/Berlin")
    #expect(nightly.translated(to: .sixFields, from: start, through: end) == .same(["0 30 2 * * *"]))
    guard case .differs(let texts, let difference) = nightly.translated(to: .crontab, from: start, through: end) else {
      Issue.record("no difference")
      return
    }
    #expect(texts == ["30 2 * * *"])
    // Skipped in Kubernetes, run just after the change by cron.
    #expect(difference.firstOnly == [])
    #expect(difference.secondOnly.map { $0.rfc3339 } == ["2026-03-29T01:00:00Z"])
    var fields = try CronExpression.parse("0 2 13 * 5")
    fields.daysOfMonthStar = true
    #expect(ClockSchedule([fields]).translated(to: .crontab, from: start, through: end) == .unsayable)
  }

  @Test func aFaultSaysWhichTextItIsIn() {
    #expect(throws: ScheduleDialectFault.onCalendar(OnCalendarFault(range: 0..<0, kind: .empty), text: 1)) {
      try ScheduleDialect.onCalendar.read(["*-*-* 02:00:00 UTC", ""], zone: .utc)
    }
  }
}
