import Schedules
import Testing

/// Distances between the runs of several schedules, compared with those of a plain list of all their instants.
@Suite struct ScheduleUnionTests {
  static let start = Instant(year: 2026, month: 1, day: 1)

  /// The union of cron expressions, each with its zone.
  static func union(_ schedules: [(cron: String, zone: String)]) throws -> ScheduleUnion {
    var union: ScheduleUnion?
    for schedule in schedules {
      let zone = try #require(Zone.named(schedule.zone))
      let clock = ClockSchedule([try CronExpression.parse(schedule.cron)], zone: zone)
      union = union?.adding(clock) ?? ScheduleUnion(clock)
    }
    return try #require(union)
  }

  /// The longest and shortest distance in seconds, by looking at every run of five years and some more.
  static func oracle(_ union: ScheduleUnion, spanning count: Int, _ rule: ClockChangeRule) -> (Int64, Int64)? {
    let end = Instant(year: 2031, month: 1, day: 1)
    var all: Set<Instant> = []
    var member: ScheduleUnion? = union
    while let one = member {
      all.formUnion(one.clock.instants(from: start, through: Instant(year: 2041, month: 1, day: 1), rule: rule))
      member = one.other
    }
    let runs = all.map { $0.secondsSince1970 }.sorted()
    let distances = runs.indices.dropLast(count).filter { runs[$0] <= end.secondsSince1970 }.map {
      runs[$0 + count] - runs[$0]
    }
    guard let longest = distances.max(), let shortest = distances.min() else { return nil }
    return (longest, shortest)
  }

  static let unions: [[(cron: String, zone: String)]] = [
    [("0 2 * * *", "UTC")],
    [("0 2 * * *", "UTC"), ("0 4 * * *", "UTC")],
    [("0 1 * * 0", "UTC"), ("0 1 * * 3", "UTC"), ("0 */6 * * *", "UTC")],
    [("0 2 * * *", "Europe/Berlin")],
    [("30 2 * * *", "America/New_York"), ("0 2 * * *", "UTC")],
    [("0 1 * * *", "Europe/Berlin"), ("0 1 * * *", "America/New_York"), ("0 1 * * *", "Asia/Tokyo")],
    [("0 2 * * 0", "Europe/Berlin"), ("0 2 1 * *", "UTC")],
    [("0 2 13 * 5", "Europe/London"), ("15 4 * * *", "UTC")],
    [("0 0 * * *", "Africa/Cairo"), ("0 22 * * *", "UTC")],
    [("0 2 29 2 *", "UTC"), ("0 2 29 2 *", "Europe/Berlin")],
    [("30 2 * * 0", "Europe/Berlin")],
    [("15 1 * * mon-fri", "America/New_York"), ("45 1 * * 0", "America/New_York")],
    [("*/20 1-3 * * 0,6", "Europe/London")],
    [("0 3 * * sat", "UTC"), ("30 */8 * * *", "UTC")],
    [("0 0 * * 5", "Africa/Cairo")],
    [("0 4 * * 2", "Africa/Casablanca")],
    [("0 0 * * 1", "Australia/Lord_Howe"), ("0 12 * * *", "Asia/Kathmandu")],
  ]

  @Test(arguments: unions.indices, [1, 2, 3])
  func distancesAreThoseOfAListOfAllRuns(index: Int, count: Int) throws {
    let union = try Self.union(Self.unions[index])
    for rule in [ClockChangeRule.kubernetes, .systemd] {
      let gaps = try #require(union.gaps(spanning: count, from: Self.start, rule: rule))
      let expected = try #require(Self.oracle(union, spanning: count, rule))
      #expect(gaps.longest.seconds == expected.0)
      #expect(gaps.shortest.seconds == expected.1)
    }
  }

  @Test(arguments: unions.indices) func `each distance of a year is one of neighbours`(index: Int) throws {
    let union = try Self.union(Self.unions[index])
    let end = Instant(year: 2027, month: 1, day: 1)
    for rule in [ClockChangeRule.kubernetes, .systemd] {
      var runs = union.instants(from: Self.start, through: end, rule: rule)
      if let next = union.next(after: runs.last ?? Self.start, rule: rule) { runs.append(next) }
      let distances = zip(runs, runs.dropFirst()).map { Int($1.secondsSince1970 - $0.secondsSince1970) }
      #expect(union.distances(from: Self.start, through: end, rule: rule) == Set(distances))
    }
  }

  /// The next number below a bound, of a sequence that is the same in every run.
  static func draw(_ state: inout UInt64, below bound: UInt64) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % bound)
  }

  @Test(arguments: 0..<60)
  func distancesOfDrawnSchedulesAreThoseOfAListOfAllRuns(seed: Int) throws {
    var state = UInt64(seed)
    let zones = ["UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "Asia/Tokyo"]
    let days = ["* * *", "* * *", "* * 0", "* * 1-5", "1 * *", "*/2 * *", "13 * 5", "* 3,10 *"]
    let schedules = (0...Self.draw(&state, below: 3)).map { _ in
      let (minute, hour) = (Self.draw(&state, below: 60), Self.draw(&state, below: 24))
      let cron = "\(minute) \(hour) " + days[Self.draw(&state, below: 8)]
      return (cron: cron, zone: zones[Self.draw(&state, below: 6)])
    }
    let union = try Self.union(schedules)
    let (count, rule) = (1 + seed % 3, seed % 2 == 0 ? ClockChangeRule.kubernetes : .systemd)
    let gaps = try #require(union.gaps(spanning: count, from: Self.start, rule: rule))
    let expected = try #require(Self.oracle(union, spanning: count, rule))
    #expect((gaps.longest.seconds, gaps.shortest.seconds) == expected, "\(schedules)")
  }

  /// Weeks between two changes of clock are left out of the walk; that must show in no zone of the table.
  @Test(arguments: 0..<200)
  func distancesOfWeeklySchedulesInAnyZoneAreThoseOfAListOfAllRuns(seed: Int) throws {
    var state = UInt64(seed)
    let names = ZoneTable.names
    let zone = try #require(Zone.named(names[Self.draw(&state, below: UInt64(names.count))]))
    let fields = try (0...Self.draw(&state, below: 2)).map { _ in
      let hours = seed % 3 == 0 ? "*/\(1 + Self.draw(&state, below: 12))" : "\(Self.draw(&state, below: 6))"
      let days = Self.draw(&state, below: 2) == 0 ? "1-6" : "\(Self.draw(&state, below: 7))"
      return try CronExpression.parse("\(Self.draw(&state, below: 60)) \(hours) * * \(days)")
    }
    let clock = ClockSchedule(fields, zone: zone)
    for rule in [ClockChangeRule.kubernetes, .systemd] {
      let gaps = try #require(clock.gaps(from: Self.start, rule: rule))
      let runs = clock.instants(from: Self.start, through: Instant(year: 2032, month: 1, day: 1), rule: rule)
      let end = Instant(year: 2031, month: 1, day: 1)
      let pairs = zip(runs, runs.dropFirst()).filter { $0.0 <= end }.map { RunGap(start: $0, end: $1) }
      let (longest, shortest) = (pairs.map(\.seconds).max(), pairs.map(\.seconds).min())
      #expect(gaps.longest == pairs.first { $0.seconds == longest }, "\(zone.name) \(seed)")
      #expect(gaps.shortest == pairs.first { $0.seconds == shortest }, "\(zone.name) \(seed)")
    }
  }

  @Test func theDistanceAcrossAFailedRunIsNotTwiceTheLongestWhereClocksChange() throws {
    // 25 hours once a year and 24 beside them make 49.
    let gaps = try Self.union([("0 4 * * *", "Europe/Berlin")]).gaps(spanning: 2, from: Self.start)
    #expect(gaps?.longest.seconds == 176_400)
  }

  @Test func aDistanceIsThatOfRealRuns() throws {
    let gaps = try Self.union([("0 1 * * *", "UTC"), ("0 3 * * *", "Europe/Berlin")]).gaps(from: Self.start)
    // In winter 02:00 in UTC, in summer the same instant as the other.
    #expect(
      gaps?.longest
        == RunGap(
          start: Instant(year: 2026, month: 3, day: 29, hour: 1), end: Instant(year: 2026, month: 3, day: 30, hour: 1)))
    #expect(
      gaps?.shortest
        == RunGap(
          start: Instant(year: 2026, month: 1, day: 1, hour: 1), end: Instant(year: 2026, month: 1, day: 1, hour: 2)))
  }

  @Test func aScheduleThatNeverFiresHasNoDistance() throws {
    #expect(try Self.union([("0 2 30 2 *", "UTC")]).gaps(spanning: 2, from: Self.start) == nil)
    #expect(try Self.union([("0 2 30 2 *", "UTC"), ("0 2 30 2 *", "Europe/Berlin")]).gaps(from: Self.start) == nil)
  }

  @Test func oneThatNeverFiresTakesNothingFromTheOthers() throws {
    let gaps = try Self.union([("0 2 30 2 *", "Europe/Berlin"), ("0 2 * * *", "UTC")]).gaps(from: Self.start)
    #expect(gaps?.longest.seconds == 86_400)
  }

  @Test func instantsAreAscendingAndEachIsThereOnce() throws {
    let union = try Self.union([("0 1 * * *", "UTC"), ("0 2 * * *", "Europe/Berlin"), ("0 12 * * *", "UTC")])
    let day = union.instants(from: Self.start, through: Instant(year: 2026, month: 1, day: 1, hour: 23))
    #expect(day.map { $0.rfc3339 } == ["2026-01-01T01:00:00Z", "2026-01-01T12:00:00Z"])
    #expect(union.next(after: day[0]) == day[1])
  }
}
