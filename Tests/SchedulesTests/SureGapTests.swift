import Schedules
import Testing

@Suite struct SureGapTests {
  static let day = 86_400

  static func schedule(_ expressions: [String], in zone: Zone = .utc) throws -> ClockSchedule {
    ClockSchedule(try expressions.map { try CronExpression.parse($0) }, zone: zone)
  }

  @Test(arguments: [
    (["0 0 1 1,4,7,10 *"], 92), (["17 5 3 1,4,7,10 *"], 92), (["0 0 1 * *"], 31), (["0 0 1 1 *"], 366),
    (["0 0 1 1,7 *"], 184), (["*/5 1-3 15,20 2,3 *"], 337), (["0 0 1 1 *", "0 0 1 * *"], 31), (["0 0 1 1,2 *"], 335),
  ])
  func aBoundHolds(expressions: [String], days: Int) throws {
    let schedule = try Self.schedule(expressions)
    #expect(schedule.surelyFires(within: days * Self.day))
    #expect(!schedule.surelyFires(within: days * Self.day - 1))
    let longest = try #require(schedule.longestGap(from: Instant(year: 2026, month: 1, day: 1)))
    #expect(longest.seconds <= Int64(days * Self.day))
  }

  @Test(arguments: ["0 0 * * 0", "0 0 30 * *", "0 0 1 * 1"])
  func nothingIsSureWhereADateMayBeMissing(expression: String) throws {
    #expect(try !Self.schedule([expression]).surelyFires(within: 30 * Self.day))
  }

  @Test func nothingIsSureWhereClocksAreChanged() throws {
    let zone = try #require(Zone.named("Europe/Berlin"))
    #expect(try !Self.schedule(["0 0 1 * *"], in: zone).surelyFires(within: 31 * Self.day))
  }
}
