import Schedules
import Testing

/// What is left out of a look at five years, because it is like what was looked at, changes no answer in any zone.
@Suite struct LeftOutWalkTests {
  static let start = Instant(year: 2026, month: 1, day: 1)

  private struct Draw {
    var state: UInt64

    mutating func number(below bound: Int) -> Int { ScheduleUnionTests.draw(&state, below: UInt64(bound)) }

    mutating func zone() throws -> Zone {
      // Every other zone is one in which the search of Kubernetes strays from the clock on the wall.
      let awkward = [
        "Africa/Cairo", "Asia/Beirut", "America/Havana", "America/Santiago", "Australia/Lord_Howe", "America/Asuncion",
      ]
      let names = number(below: 2) == 0 ? awkward : ZoneTable.names
      return try #require(Zone.named(names[number(below: names.count)]))
    }

    mutating func schedule(_ days: [String]) throws -> ClockSchedule {
      let cron = "\(15 * number(below: 4)) \(number(below: 6)) \(days[number(below: days.count)])"
      return ClockSchedule([try CronExpression.parse(cron)], zone: try zone())
    }
  }

  @Test(arguments: 0..<300)
  func theFirstDisturbanceIsThatOfAllChangesLookedAtAlone(seed: Int) throws {
    var draw = Draw(state: UInt64(seed))
    let schedule = try draw.schedule(["* * *", "* * 0", "* * 1-6", "* * 5"])
    var first: ClockDisturbance?
    schedule.zone.forEachChange(from: Self.start, years: 5) { period in
      let before = Instant(secondsSince1970: period.start - 1)
      if let alone = schedule.firstDisturbance(from: before, years: 1), alone.period == period { first = alone }
      return first == nil
    }
    let found = schedule.firstDisturbance(from: Self.start)
    #expect(found?.period == first?.period, "\(schedule.zone.name)")
    #expect(found?.wallMinute == first?.wallMinute && found?.gap == first?.gap)
  }

  @Test(arguments: 0..<300)
  func theFirstCoincidenceIsThatOfTwoListsOfAllRuns(seed: Int) throws {
    var draw = Draw(state: UInt64(seed))
    let days = ["* * *", "* * 0", "* * 1-6", "1 * *", "13 * 5"]
    let (one, other) = (try draw.schedule(days), try draw.schedule(days))
    let end = Instant(year: 2030, month: 1, day: 1).advanced(bySeconds: -1)
    let theirs = Set(other.instants(from: Self.start, through: end))
    let expected = one.instants(from: Self.start, through: end).first { theirs.contains($0) }
    #expect(one.firstCoincidence(with: other, from: Self.start) == expected, "\(one.zone.name) \(other.zone.name)")
  }

  @Test(arguments: 0..<300)
  func theFirstDayWithoutACopyIsThatOfAListOfAllRuns(seed: Int) throws {
    var draw = Draw(state: UInt64(seed))
    let schedule = try draw.schedule(["* * *", "* * *", "* * 0-6", "* * 1-6"])
    let lag = 900 * draw.number(below: 90)
    let start = Self.start.dayInUTC
    let days = start..<start + 5 * 366
    let end = Instant(secondsSince1970: Int64(days.upperBound) * 86_400 - 1)
    let runs = schedule.instants(from: Self.start, through: end, rule: .systemd)
    // A copy that is verified as the day ends is of that day.
    let withCopy = Set(
      runs.filter { $0.dayInUTC == $0.advanced(bySeconds: Int64(max(lag, 1)) - 1).dayInUTC }.map { $0.dayInUTC })
    let found = BackupRuns(fulls: ScheduleUnion(schedule), deadline: lag).firstDayWithoutCopy(in: days)
    #expect(found == days.first { !withCopy.contains($0) }, "\(schedule.zone.name) \(lag)")
  }
}
