import Diagnostics
import Language
import Testing

@Suite struct ScalarTests {
  @Test(arguments: [
    ("90s", 90), ("15m", 900), ("24h", 86_400), ("30d", 2_592_000), ("8w", 4_838_400), ("3mo", 7_776_000),
    ("2y", 63_072_000), ("\"1h\"", 3600), ("999999s", 999_999),
  ])
  func aDuration(text: String, seconds: Int) {
    let reading = Reading.of("objectives: {rto: \(text)}")
    #expect(reading.policies.first?.objectives.rto?.seconds == seconds)
  }

  @Test(arguments: [
    ("90", "missing-unit"), ("0h", "out-of-range"), ("000d", "out-of-range"), ("01h", "invalid-text"),
    ("1.5h", "invalid-text"), ("1h30m", "invalid-text"), ("1H", "invalid-text"), ("h", "invalid-text"),
    ("-1h", "invalid-text"), ("1 h", "invalid-text"), ("1000000s", "invalid-text"), ("\"\"", "invalid-text"),
    ("[1h]", "wrong-type"), ("~", "missing-value"),
  ])
  func aFaultyDuration(text: String, code: String) {
    let reading = Reading.of("objectives: {rto: \(text)}")
    #expect(reading.diagnostics.all.map { $0.code } == [code])
    #expect(reading.policies.isEmpty)
  }

  @Test(arguments: [("1Ki", 1024), ("500Mi", 524_288_000), ("20Gi", 21_474_836_480), ("2Ti", 2_199_023_255_552)])
  func aSize(text: String, bytes: Int) {
    let reading = Reading.of("materials: {x: {files: {paths: [/a], expectedSize: \(text)}}}")
    guard case .files(let files) = reading.policies.first?.materials.first?.kind else {
      Issue.record("\(reading.findings)")
      return
    }
    #expect(files.expectedSize?.bytes == bytes)
  }

  @Test(arguments: [
    ("500", "missing-unit"), ("500MB", "invalid-text"), ("0Mi", "invalid-text"), ("1Pi", "invalid-text"),
  ])
  func aFaultySize(text: String, code: String) {
    let reading = Reading.of("materials: {x: {files: {paths: [/a], expectedSize: \(text)}}}")
    #expect(reading.diagnostics.all.map { $0.code } == [code])
  }

  @Test(arguments: ["/", "/a", "/a/b.c", "/a b", "/...", "/a/..b", "/.a", "//a"])
  func aPath(text: String) {
    #expect(Reading.of("materials: {x: {files: {paths: [\"\(text)\"]}}}").findings == [])
  }

  @Test(arguments: ["a", "./a", "/a/..", "/../a", "/a/./b", "/."])
  func aFaultyPath(text: String) {
    #expect(Reading.of("materials: {x: {files: {paths: [\(text)]}}}").findings == ["1:33 invalid-text"])
  }

  @Test(arguments: ["a", "a1", "a-b", String(repeating: "a", count: 40)])
  func aName(text: String) {
    #expect(Reading.of("secrets: {\(text): {}}").findings == [])
  }

  @Test(arguments: ["A", "1a", "-a", "a-", "a_b", "a.b", "ä", String(repeating: "a", count: 41)])
  func aFaultyName(text: String) {
    #expect(Reading.of("secrets: {\(text): {}}").findings == ["1:11 invalid-name"])
  }

  @Test(arguments: ["2026-06-01", "2024-02-29", "2000-02-29", "9999-12-31"])
  func aDate(text: String) {
    #expect(Reading.of("secrets: {a: {escrow: {where: safe, checked: \(text)}}}").findings == [])
  }

  @Test(arguments: ["2026-02-29", "1900-02-29", "2026-00-01", "2026-04-31", "2026-6-1", "26-06-01", "20260601"])
  func aFaultyDate(text: String) {
    #expect(Reading.of("secrets: {a: {escrow: {where: safe, checked: \(text)}}}").findings == ["1:46 invalid-text"])
  }

  @Test(arguments: [
    ("1", []), ("1000000", []), ("0", ["1:29 out-of-range"]), ("1000001", ["1:29 out-of-range"]),
    ("-1", ["1:29 out-of-range"]), ("007", ["1:29 ambiguous-scalar"]), ("\"3\"", ["1:29 wrong-type"]),
    ("three", ["1:29 wrong-type"]), ("99999999999999999999", ["1:29 out-of-range"]),
  ])
  func aCount(text: String, findings: [String]) {
    #expect(Reading.of("objectives: {minimumCopies: \(text)}").findings == findings)
  }

  @Test func aTextKeepsItsPlace() throws {
    let policy = try #require(Reading.of("source: {failureDomain: 'rack 1'}").policies.first)
    let domain = try #require(policy.source.failureDomain)
    #expect(domain.value == "rack 1")
    #expect((domain.span.start, domain.span.end) == (24, 32))
  }
}
