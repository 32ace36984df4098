import Schedules
import Testing

private func fields(_ text: String) throws -> CronFields { try CronExpression.parse(text) }

private func fault(_ text: String) -> CronFault? {
  do {
    _ = try CronExpression.parse(text)
    return nil
  } catch {
    return error
  }
}

@Suite struct CronExpressionTests {
  @Test func fiveFieldsBecomeSetsOfBits() throws {
    let fields = try fields("5,10 2-4 1 jan-MAR 5")
    #expect(fields.minutes == 1 << 5 | 1 << 10)
    #expect(fields.hours == 0b11100)
    #expect(fields.daysOfMonth == 0b10)
    #expect(fields.months == 0b1110)
    #expect(fields.daysOfWeek == 0b100000)
    #expect(fields.bothDaysRestricted)
  }

  @Test(arguments: [
    ("*", true), ("?", true), ("*/1", true), ("?/1", true), ("*-5", true), ("*,13", true), ("*-5-6", true),
    ("*/2", false), ("1-31", false), ("1/1", false), ("*-5/2", false), ("*/2,*", true),
  ]) func starFlagOfDayOfMonth(_ text: String, _ star: Bool) throws {
    #expect(try fields("0 2 \(text) * 1").daysOfMonthStar == star)
  }

  @Test(arguments: [("*", true), ("*/2", false), ("0-6", false), ("sun-sat", false), ("*,1", true)])
  func starFlagOfDayOfWeek(_ text: String, _ star: Bool) throws {
    #expect(try fields("0 2 1 * \(text)").daysOfWeekStar == star)
  }

  @Test(
    arguments: [
      ("*/15 * * * *", [0, 15, 30, 45]), ("50/5 * * * *", [50, 55]), ("*/61 * * * *", [0]), ("1,,2, * * * *", [1, 2]),
      ("+5 * * * *", [5]), ("007 * * * *", [7]), (", * * * *", []), ("10-20/+5 * * * *", [10, 15, 20]),
    ] as [(String, [Int])])
  func minutes(_ text: String, _ minutes: [Int]) throws {
    let set = try fields(text).minutes
    #expect((0..<64).filter { set >> UInt64($0) & 1 == 1 } == minutes)
  }

  @Test(arguments: [" 0\t2 * *\u{A0}* ", "0\u{2003}2\u{3000}*\u{85}*\n*", "0\u{1680}2\u{202F}*\u{205F}* *\u{2029}"])
  func anyUnicodeSpaceSeparates(_ text: String) throws {
    #expect(try fields(text) == fields("0 2 * * *"))
  }

  @Test(arguments: [
    ("@hourly", "0 * * * *"), ("@daily", "0 0 * * *"), ("@midnight", "0 0 * * *"), ("@weekly", "0 0 * * 0"),
    ("@monthly", "0 0 1 * *"), ("@yearly", "0 0 1 1 *"), ("@annually", "0 0 1 1 *"),
  ]) func macros(_ macro: String, _ text: String) throws {
    #expect(try fields(macro) == fields(text))
  }

  @Test(arguments: [
    ("0 2 * * 7", 8..<9, "0"), ("0 2 * * 5-7", 8..<11, "5-6,0"), ("0 2 * * 1,7", 10..<11, "0"),
    ("0 0 2 * * *", 0..<2, ""), ("@every 6h", 0..<9, "{every: 6h}"), ("@Daily", 0..<6, "@daily"),
    ("@daily ", 0..<7, "@daily"), ("0 2 * * monday", 8..<14, "mon"), ("0 2 * january *", 6..<13, "jan"),
    ("TZ=UTC 0 2 * * *", 0..<16, "{cron: \"0 2 * * *\", timeZone: UTC}"),
    ("CRON_TZ=Europe/Rome 0 2 * * *", 0..<29, "{cron: \"0 2 * * *\", timeZone: Europe/Rome}"),
  ]) func faultsWithReplacement(_ text: String, _ range: Range<Int>, _ replacement: String) {
    #expect(fault(text)?.range == range)
    #expect(fault(text)?.replacement == replacement)
  }

  @Test(
    arguments: [
      ("", .empty, 0..<0), ("   ", .empty, 0..<3), ("0 2 * *", .fieldCount(4), 0..<7),
      ("0 0 0 2 * * *", .fieldCount(7), 0..<13), (" @daily", .fieldCount(1), 0..<7), ("@reboot", .rebootMacro, 0..<7),
      ("@fortnightly", .unknownMacro, 0..<12), ("60 2 * * *", .outOfRange(.minute), 0..<2),
      ("0 24 * * *", .outOfRange(.hour), 2..<4), ("0 2 0 * *", .outOfRange(.dayOfMonth), 4..<5),
      ("0 2 1-32 * *", .outOfRange(.dayOfMonth), 6..<8), ("0 2 * 13 *", .outOfRange(.month), 6..<8),
      ("0 2 * * 8", .outOfRange(.dayOfWeek), 8..<9), ("0 5-2 * * *", .reversedRange, 2..<5),
      ("*/0 * * * *", .zeroStep, 2..<3), ("1/2/3 * * * *", .tooManySlashes, 0..<5),
      ("1-2-3 * * * *", .tooManyHyphens, 2..<5), ("0 2 L * *", .foreignExtension(UInt8(ascii: "L")), 4..<5),
      ("0 2 15W * *", .foreignExtension(UInt8(ascii: "W")), 4..<7),
      ("0 2 * * 5#2", .foreignExtension(UInt8(ascii: "#")), 8..<11),
      ("0 2 * * fri#2", .foreignExtension(UInt8(ascii: "#")), 8..<13),
      ("H 2 * * *", .foreignExtension(UInt8(ascii: "H")), 0..<1),
      ("0~9 2 * * *", .foreignExtension(UInt8(ascii: "~")), 0..<3),
      ("0 2 * * * 2026", .yearField, 9..<14), ("0 2 * * *  2026-2030 ", .yearField, 9..<20),
      ("0 0 2 * * 202", .secondsField, 0..<2), ("0 0 2 * * */2", .secondsField, 0..<2),
      ("0 2 * * frx", .unknownName(.dayOfWeek), 8..<11), ("jan 2 * * *", .unknownName(.minute), 0..<3),
      ("-5 * * * *", .notANumber, 0..<0), ("*/ * * * *", .notANumber, 2..<2), ("1.5 * * * *", .notANumber, 0..<3),
      ("*/99999999999999999999 * * * *", .notANumber, 2..<22), ("0 2 ** * *", .notANumber, 4..<6),
    ] as [(String, CronFault.Kind, Range<Int>)])
  func faults(_ text: String, _ kind: CronFault.Kind, _ range: Range<Int>) {
    #expect(fault(text)?.kind == kind)
    #expect(fault(text)?.range == range)
  }

  @Test func messagesAreLowerCaseAndSayTheWayOut() {
    #expect(fault("0 2 * * 7")?.message == "7 is not Sunday here: use 0")
    #expect(
      fault("0 24 * * *")?.message == "out of range: an hour is 0 to 23")
    #expect(
      fault("0 0 2 * * *")?.message == "the schedule has six fields: Kubernetes has no seconds, so drop the first")
  }

  @Test(arguments: [
    ("0 2 30 2 *", true), ("0 2 31 4,6,9,11 *", true), ("0 2 29 2 *", false), ("0 2 30 2 1", false),
    (", 2 * * *", true),
    ("0 2 * * ,", true),
  ]) func neverFires(_ text: String, _ never: Bool) throws {
    #expect(try fields(text).neverFires == never)
  }
}

@Suite struct CronTextTests {
  @Test(arguments: [
    "* * * * *", "0 2 * * *", "*/15 * * * *", "*/7 * * * *", "0,30 2,14 * * *", "0 2 1-31 * 0-6", "0 2 */2 * 1",
    "5-55/5 * * * *", "0 2-4 1,15 */3 1-5", ", 2 * * *", "0 22,23 * * 0,6",
  ]) func readsBackAsItself(_ text: String) throws {
    #expect(try fields(text).cronText == text)
  }

  @Test(arguments: [
    ("0 2 ? * ?", "0 2 * * *"), ("0 2 *,13 * 5", "0 2 * * 5"), ("@weekly", "0 0 * * 0"),
    ("0 2 * JAN-DEC MON-FRI", "0 2 * * 1-5"), ("0 2 */1 * 1", "0 2 * * 1"), ("50/5 * * * *", "50,55 * * * *"),
  ])
  func otherSpellings(_ text: String, _ canonical: String) throws {
    #expect(try fields(text).cronText == canonical)
    #expect(try fields(canonical) == fields(text))
  }
}
