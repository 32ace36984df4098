import OnCalendarReading
import Schedules
import Testing

/// What is written for systemd, read back by the rules of systemd alone, has the instants that the schedule has there; and
/// what Kubernetes has besides is just what is reported. Tests/Consumers does the same on more pairs, against Python.
@Suite struct ScheduleReadingTests {
  @Test func whatIsWrittenMeansWhatIsMeant() throws {
    var random = Random(seed: 20_260_101)
    var pairs = 0
    var withDifference = 0
    for name in ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Cairo", "Antarctica/Troll", "UTC"]
    {
      let zone = try #require(Zone.named(name))
      var window = (start: Instant(year: 2026, month: 10, day: 24), end: Instant(year: 2026, month: 10, day: 26))
      zone.forEachChange(from: Instant(year: 2026, month: 1, day: 1), years: 1) { period in
        window.start = Instant(secondsSince1970: period.start - 86_400)
        window.end = Instant(secondsSince1970: period.start + 86_400)
        return random.next(2) == 0
      }
      for _ in 0..<60 {
        let schedule = ClockSchedule([random.fields()], zone: zone)
        let expressions = try schedule.onCalendarLines.map { try OnCalendarExpression.parse($0) }
        let timer = OnCalendarExpression.instants(of: expressions, from: window.start, through: window.end)
        let systemd = ScheduleReading(schedule, .systemd)
        let kubernetes = ScheduleReading(schedule, .kubernetes)
        #expect(timer == systemd.instants(from: window.start, through: window.end))
        let difference = kubernetes.difference(from: systemd, from: window.start, through: window.end)
        let expected = Set(kubernetes.instants(from: window.start, through: window.end)).symmetricDifference(timer)
        #expect(Set((difference?.firstOnly ?? []) + (difference?.secondOnly ?? [])) == expected)
        pairs += 1
        if difference != nil { withDifference += 1 }
      }
    }
    #expect(pairs == 360)
    #expect(withDifference > 10)
  }

  @Test func aDifferenceIsThatOfTheFirstWindowThatHasOne() throws {
    let (nightly, later) = (try schedule("0 2 * * *"), try schedule("0 2 1-9,11-31 * *"))
    let difference = ScheduleReading(nightly, .kubernetes).difference(
      from: ScheduleReading(later, .kubernetes), from: try instant("2026-01-01"), through: try instant("2027-01-01"))
    #expect(difference?.firstOnly.map { $0.rfc3339 } == ["2026-01-10T02:00:00Z"])
    #expect(difference?.secondOnly == [])
  }
}

/// SplitMix64: the same numbers on every machine.
struct Random {
  var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next(_ bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ bits >> 30) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ bits >> 27) &* 0x94D0_49BB_1331_11EB
    return Int((bits ^ bits >> 31) >> 1) % bound
  }

  /// Fields that mostly fire in the night, on some or all days.
  mutating func fields() -> CronFields {
    var fields = CronFields(minutes: 1 << UInt64(next(60)), hours: 1 << UInt32(next(4)))
    if next(3) == 0 { fields.minutes |= 1 << UInt64(next(60)) }
    if next(4) == 0 { fields.hours = 0xFF_FFFF }
    if next(3) == 0 {
      (fields.daysOfMonth, fields.daysOfMonthStar) = (UInt32(truncatingIfNeeded: next(1 << 32)) & ~1, false)
    }
    if next(3) == 0 { (fields.daysOfWeek, fields.daysOfWeekStar) = (UInt8(next(128)), false) }
    return fields
  }
}
