import Schedules
import Testing

@Suite struct CrontabExpressionTests {
  @Test(arguments: [
    ("0 2 */2 * 1", "0 2 */2 * 1", true), ("0 2 1-31/2 * 1", "0 2 1-31/2 * 1", false),
    ("0 2 * * 7", "0 2 * * 0", true), ("0 2 * * 5-7", "0 2 * * 0,5,6", true),
    ("0\t2 1 JAN-mar *", "0 2 1 1-3 *", true), ("0 2 13,* * 5", "0 2 1-31 * 5", false), ("@weekly", "0 0 * * 0", true),
    ("0 2 */61 * *", "0 2 1 * *", true), ("0 2 */7 * */7", "0 2 */7 * 0", true),
  ]) func meaning(_ text: String, _ kubernetes: String, _ isAnd: Bool) throws {
    let (read, expected) = (try CrontabExpression.parse(text).fields, try CronExpression.parse(kubernetes))
    #expect(read.minutes == expected.minutes && read.hours == expected.hours && read.months == expected.months)
    #expect(read.daysOfMonth == expected.daysOfMonth && read.daysOfWeek == expected.daysOfWeek)
    #expect(read.bothDaysRestricted == !isAnd)
  }

  @Test(
    arguments: [
      ("5/15 * * * *", .silentlyIgnored, 1..<4), ("0 2 *-5 * *", .silentlyIgnored, 5..<7),
      ("1,,2 * * * *", .emptyItem, 2..<2), ("+5 * * * *", .notANumber, 0..<2), ("? 2 * * *", .notANumber, 0..<1),
      ("0 2 * * 8", .outOfRange(.dayOfWeekOrSeven), 8..<9), ("0 2 * * fri-sun", .reversedRange, 8..<15),
      ("0 2 * * sunday", .unknownName(.dayOfWeekOrSeven), 8..<14), ("@reboot", .rebootMacro, 0..<7),
      ("0 2 * *", .fieldCount(4), 0..<7), ("", .empty, 0..<0), ("*/0 * * * *", .zeroStep, 2..<3),
    ] as [(String, CronFault.Kind, Range<Int>)])
  func faults(_ text: String, _ kind: CronFault.Kind, _ range: Range<Int>) throws {
    let fault = try #require(throws: CronFault.self) { try CrontabExpression.parse(text) }
    #expect(fault.kind == kind)
    #expect(fault.range == range)
  }

  @Test(arguments: [
    ("30 2 * * *", ["2026-03-29T01:00:00Z", "2026-10-25T00:30:00Z"]),
    ("*/30 2 * * *", ["2026-10-25T00:00:00Z", "2026-10-25T00:30:00Z", "2026-10-25T01:00:00Z", "2026-10-25T01:30:00Z"]),
  ]) func onlyTimesWithoutStarAreCaughtUpWith(_ text: String, _ expected: [String]) throws {
    let berlin = try #require(Zone.named("Europe/Berlin"))
    let reading = try ScheduleDialect.crontab.read([text], zone: berlin)
    let spring = reading.instants(from: try instant("2026-03-29"), through: try instant("2026-03-29T12:00:00Z"))
    let autumn = reading.instants(from: try instant("2026-10-25"), through: try instant("2026-10-25T12:00:00Z"))
    #expect((spring + autumn).map { $0.rfc3339 } == expected)
  }

  @Test func anEmptyDayFieldIsLeftOut() throws {
    #expect(try CronExpression.parse("0 2 13 * ,").posixText == "0 2 13 * *")
  }
}
