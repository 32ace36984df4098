import Schedules
import Testing

private func cadenceFault(_ body: () throws(CadenceFault) -> Void) -> CadenceFault? {
  do throws(CadenceFault) {
    try body()
    return nil
  } catch {
    return error
  }
}

@Suite struct CadenceTests {
  @Test func words() throws {
    #expect(try CronFields.hourly(":15").cronText == "15 * * * *")
    #expect(try CronFields.daily("02:30").cronText == "30 2 * * *")
    #expect(try CronFields.weekly("sunday 03:00").cronText == "0 3 * * 0")
    #expect(try CronFields.weekly("Tue 3:05").cronText == "5 3 * * 2")
    #expect(try CronFields.monthly("1 04:00").cronText == "0 4 1 * *")
  }

  @Test func faultsOfWords() {
    #expect(cadenceFault { () throws(CadenceFault) in _ = try CronFields.hourly("15") }?.message == "the form is `:15`")
    #expect(cadenceFault { () throws(CadenceFault) in _ = try CronFields.hourly(":60") }?.kind == .timeOfDay)
    #expect(cadenceFault { () throws(CadenceFault) in _ = try CronFields.daily("24:00") }?.kind == .timeOfDay)
    #expect(cadenceFault { () throws(CadenceFault) in _ = try CronFields.daily("mon 02:00") }?.range == 0..<9)
    #expect(
      cadenceFault { () throws(CadenceFault) in _ = try CronFields.daily(":30") }?.kind == .form(example: "02:30"))
    #expect(cadenceFault { () throws(CadenceFault) in _ = try CronFields.weekly("sundy 03:00") }?.range == 0..<5)
    #expect(cadenceFault { () throws(CadenceFault) in _ = try CronFields.weekly("sundy 03:00") }?.kind == .weekday)
    #expect(cadenceFault { () throws(CadenceFault) in _ = try CronFields.weekly("03:00") }?.range == 0..<5)
    #expect(cadenceFault { () throws(CadenceFault) in _ = try CronFields.monthly("32 04:00") }?.kind == .dayOfMonth)
    #expect(cadenceFault { () throws(CadenceFault) in _ = try CronFields.monthly("1  04:0") }?.range == 0..<7)
  }

  @Test(
    arguments: [
      (15, .minute, nil, ["*/15 * * * *"]), (90, .minute, nil, ["0 */3 * * *", "30 1-22/3 * * *"]),
      (6, .hour, nil, ["0 */6 * * *"]), (6, .hour, "02:30", ["30 2,8,14,20 * * *"]),
      (6, .hour, "08:30", ["30 2,8,14,20 * * *"]), (24, .hour, nil, ["0 0 * * *"]), (1, .hour, ":", []),
      (1, .day, "02:00", ["0 2 * * *"]), (1, .week, nil, ["0 0 * * 1"]), (1, .week, "sunday 03:00", ["0 3 * * 0"]),
      (1, .week, "03:00", ["0 3 * * 1"]), (3, .month, nil, ["0 0 1 */3 *"]), (6, .month, "15 04:00", ["0 4 15 1,7 *"]),
      (1, .year, nil, ["0 0 1 1 *"]), (1, .year, "mar 15 04:00", ["0 4 15 3 *"]), (1440, .minute, nil, ["0 0 * * *"]),
    ] as [(Int, CadencePeriod.Unit, String?, [String])])
  func periods(_ count: Int, _ unit: CadencePeriod.Unit, _ at: String?, _ cron: [String]) throws {
    guard !cron.isEmpty else {
      #expect(throws: CadenceFault.self) { try CadencePeriod(count, unit).fields(at: at) }
      return
    }
    #expect(try CadencePeriod(count, unit).fields(at: at).map { $0.cronText } == cron)
  }

  @Test(
    arguments: [
      (7, .minute, ["6m", "8m"]), (50, .minute, ["48m", "1h"]), (1000, .minute, ["12h", "1d"]),
      (5, .hour, ["4h", "6h"]),
      (36, .hour, ["1d", "1w"]), (2, .day, ["1d", "1w"]), (30, .day, ["1w", "1mo"]), (2, .week, ["1w", "1mo"]),
      (5, .month, ["4mo", "6mo"]), (18, .month, ["12mo"]), (2, .year, ["1y"]),
    ] as [(Int, CadencePeriod.Unit, [String])])
  func periodsThatDivideNothing(_ count: Int, _ unit: CadencePeriod.Unit, _ nearest: [String]) {
    let fault = cadenceFault { () throws(CadenceFault) in _ = try CadencePeriod(count, unit).fields() }
    guard case .unalignedPeriod(_, _, let found)? = fault?.kind else {
      Issue.record("no fault")
      return
    }
    #expect(found == nearest)
  }

  @Test func theMessageNamesTheNearest() {
    let fault = cadenceFault { () throws(CadenceFault) in _ = try CadencePeriod(7, .hour).fields() }
    #expect(fault?.message == "`7h` does not divide a day: the nearest that do are `6h` and `8h`")
    #expect(self.fault(of: CadencePeriod(0, .hour))?.kind == .zeroPeriod)
    #expect(
      self.fault(of: CadencePeriod(2, .year))?.kind
        == .unalignedPeriod(period: "2y", divides: "a year", nearest: ["1y"]))
  }

  private func fault(of period: CadencePeriod) -> CadenceFault? {
    cadenceFault { () throws(CadenceFault) in _ = try period.fields() }
  }

  @Test(arguments: [
    ("0 2 * * *", 90, ["30 3 * * *"]), ("0 23 * * 5", 120, ["0 1 * * 6"]), ("0 23 * * 6", 60, ["0 0 * * 0"]),
    ("0 23 31 * *", 120, ["0 1 1 1,2,4,6,8,9,11 *"]), ("0 23 13 * 5", 60, ["0 0 14 * *", "0 0 * * 6"]),
    ("*/15 * * * *", 20, ["5,20,35,50 * * * *"]), ("30 2 28,29 2 *", 1440, ["30 2 29 2 *", "30 2 1 3 *"]),
    ("0 2 * * *", 0, ["0 2 * * *"]), ("0 2 1 * *", 2880, ["0 2 3 * *"]), ("0 2 * * *", -90, ["30 0 * * *"]),
    ("0 1 * * 0", -120, ["0 23 * * 6"]), ("30 1 1 1,5 *", -120, ["30 23 30 4 *", "30 23 31 12 *"]),
    ("0 1 1,29 2,3 *", -120, ["0 23 31 1 *", "0 23 28,29 2 *", "0 23 28 3 *"]),
    ("0 1 13 * 5", -60, ["0 0 13 * 5"]), ("0 1 13 * 5", -120, ["0 23 12 * *", "0 23 * * 4"]),
  ]) func shifted(_ cron: String, _ minutes: Int, _ expected: [String]) throws {
    #expect(try schedule(cron).shifted(byMinutes: minutes)?.fields.map { $0.cronText } == expected)
  }

  @Test(arguments: [
    ("0 23 28 2 *", 60), ("0 23 29 * *", 60), ("0 23 * 1 5", 60), ("0 1 1 3 *", -120), ("0 1 29 2 *", -120),
  ])
  func shiftThatCronCannotSay(_ cron: String, _ minutes: Int) throws {
    #expect(try schedule(cron).shifted(byMinutes: minutes) == nil)
  }
}
