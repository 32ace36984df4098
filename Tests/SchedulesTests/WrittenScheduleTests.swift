import OnCalendarReading
import Schedules
import Testing

/// What is written of a schedule has its instants when it is read back, around changes of clock.
@Suite struct WrittenScheduleTests {
  /// What schedules are written as, and who reads it.
  enum Notation: CaseIterable {
    /// The five fields of a CronJob.
    case kubernetes
    /// The five fields that every cron reads alike, as GitHub wants them.
    case posix
    case onCalendar
  }

  @Test(arguments: Notation.allCases) func whatIsReadBackHasTheSameInstants(_ notation: Notation) throws {
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
      let fields = random.fields()
      let schedule = ClockSchedule([fields], zone: zone)
      let read: [Instant]
      var rule = ClockChangeRule.kubernetes
      switch notation {
      case .kubernetes:
        read = try cron(fields.cronText, zone).instants(from: start, through: end)
      case .posix:
        // What never fires has no text there.
        read =
          fields.neverFires ? [] : try cron(try #require(fields.posixText), zone).instants(from: start, through: end)
      case .onCalendar:
        let expressions = try schedule.onCalendarLines.map { try OnCalendarExpression.parse($0) }
        read = OnCalendarExpression.instants(of: expressions, from: start, through: end)
        rule = .systemd
      }
      #expect(read == schedule.instants(from: start, through: end, rule: rule), "\(fields) \(zone.name)")
      if !read.isEmpty { firing += 1 }
    }
    #expect(firing > 250)
  }

  private func cron(_ text: String, _ zone: Zone) throws -> ClockSchedule {
    ClockSchedule([try CronExpression.parse(text)], zone: zone)
  }
}
