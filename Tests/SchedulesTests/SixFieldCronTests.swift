import Schedules
import Testing

@Suite struct SixFieldCronTests {
  @Test(arguments: [
    ("0 0 2 * * *", "0 2 * * *"), ("00 */15 * * * MON-fri", "*/15 * * * 1-5"), ("0 0 2 13 * 5", "0 2 13 * 5"),
    ("0 0 2 */2 * ?", "0 2 */2 * *"), ("@daily", "@daily"),
  ]) func meaning(_ text: String, _ kubernetes: String) throws {
    #expect(try SixFieldCron.parse(text) == CronExpression.parse(kubernetes))
  }

  @Test(
    arguments: [
      ("0 2 * * *", .fieldCountWithSeconds(5), 0..<9), ("30 0 2 * * *", .seconds, 0..<2),
      ("* 0 2 * * *", .seconds, 0..<1), ("0,30 0 2 * * *", .seconds, 0..<4), ("*/30 0 2 * * *", .seconds, 0..<4),
      ("0 0 24 * * *", .outOfRange(.hour), 4..<6), ("0 0 2 */2 * 1", .ambiguousDays, 6..<9),
      ("0 0 2 13 * */2", .ambiguousDays, 11..<14), ("0 0 2 * * 7", .sevenForSunday, 10..<11),
    ] as [(String, CronFault.Kind, Range<Int>)])
  func faults(_ text: String, _ kind: CronFault.Kind, _ range: Range<Int>) throws {
    let fault = try #require(throws: CronFault.self) { try SixFieldCron.parse(text) }
    #expect(fault.kind == kind)
    #expect(fault.range == range)
  }
}
