import Testing

@testable import Formats

@Suite("Text of Prometheus")
struct PrometheusTextTests {
  @Test func aSeriesQuotesItsValues() {
    #expect(PromQL.series("up", []) == "up")
    #expect(
      PromQL.series("up", [("a", "x\"\\\n{{")], matching: [("b", "c|d")]) == #"up{a="x\"\\\n{{",b=~"c|d"}"#)
  }

  @Test func aPatternMatchesItsTextAlone() {
    #expect(PromQL.pattern(for: "a-b@c.service") == #"a-b@c\.service"#)
    #expect(PromQL.pattern(for: #"(.*)+?[x]{1}|^$\"#) == #"\(\.\*\)\+\?\[x\]\{1\}\|\^\$\\"#)
  }

  @Test(arguments: [(0, "0s"), (59, "59s"), (3600, "1h"), (91_800, "1d1h30m"), (7_972_205, "92d6h30m5s")])
  func durations(seconds: Int, text: String) {
    #expect(PromQL.duration(seconds) == text)
  }

  @Test func namesOfLabels() {
    #expect(PromQL.isLabelName("team_2"))
    for name in ["", "2nd", "a-b", "app.kubernetes.io/name", "é"] { #expect(!PromQL.isLabelName(name)) }
  }

  @Test func labelsOfALineEscapeThreeCharacters() {
    #expect(ExpositionText.labels([("a", "x"), ("b", "\\\"\n\t'{}")]) == "a=\"x\",b=\"\\\\\\\"\\n\t'{}\"")
  }
}
