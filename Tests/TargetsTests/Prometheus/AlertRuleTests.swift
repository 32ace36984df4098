import Diagnostics
import Schedules
import Testing

@testable import Planning
@testable import Targets

@Suite("What alerts are made of")
struct AlertRuleTests {
  @Test(arguments: [
    ([5], "5"), ([5, 5, 5], "5x2"), ([1, 2], "1 2"), ([0, 900, 1800], "0+900x2"), ([3, 2, 1], "3-1x2"),
    ([-10, -10, 5], "-10x1 5"), ([0, 1, 1, 0, 0], "0 1x1 0x1"), ([], ""),
  ])
  func seriesAreWrittenInShort(values: [Int], notation: String) {
    #expect(TestSeries("up", [], values).notation == notation)
  }

  @Test func aLimitSaysHowItCameAbout() {
    let limit = TimeLimit.between(gap: 86_400, startWithin: 1800, deadline: 3600)
    #expect(limit.seconds == 91_800)
    #expect(limit.sum == "1d between starts + 30m to start + 1h to run")
    #expect(TimeLimit([.init(seconds: 60, words: "to run")]).sum == "1m to run")
  }

  @Test func aChartsNamesAreKnownByTheirEnd() {
    let names = ChartNames(chart: "shop", all: ["orders", "orders-2", "weekly-orders"])
    // Anything behind the chart's name could be another backup's.
    #expect(names.pattern(of: ["orders", "orders-2"]) == ".*shop-orders|.*shop.*-orders-2")
    #expect(names.pattern(of: ["weekly-orders"]) == ".*shop.*-weekly-orders")
    #expect(!names.isAlwaysCut("orders"))
    #expect(names.isAlwaysCut(String(repeating: "o", count: 48)))
  }

  @Test func aWindowLiesAroundEachChangeOfClock() throws {
    let berlin = try #require(Zone.named("Europe/Berlin"))
    var job = try SystemdPlans.nightly()
    job.trigger = .clock([try SystemdPlans.daily(4, zone: berlin)])
    job.longestGap = 25 * 3600
    let source = try #require(AlertSource.all(in: SystemdPlans.plan([job])).first)
    let windows = RunWindow.all(of: source, rule: .systemd)
    #expect(windows.map { $0.start.rfc3339 } == ["2026-03-29T00:00:00Z", "2026-10-25T00:00:00Z"])
    #expect(windows.map { $0.why } == Array(repeating: "clocks change in Europe/Berlin", count: 2))
  }

  @Test func whatRunsEveryHourHasAShortWindow() throws {
    var job = try SystemdPlans.keys()
    job.longestGap = 3600
    let source = try #require(AlertSource.all(in: SystemdPlans.plan([job])).first)
    let windows = RunWindow.all(of: source, rule: .systemd)
    #expect(windows.map { $0.end.secondsSince1970 - $0.start.secondsSince1970 } == [4 * 3600])
  }

  /// All alerts of the machines fire at once, none before.
  @Test func aHangingRunIsSeenAtTheOnset() throws {
    var job = try SystemdPlans.nightly()
    job.longestGap = 86_400
    let source = try #require(AlertSource.all(in: SystemdPlans.plan([job])).first)
    let timeline = FaultTimeline(source: source, step: 900, onset: 7)
    let limit = try #require(source.runs.first?.progress.first?.limit.seconds)
    let notation = { (word: String) in
      timeline.standstill.first { $0.labels.contains { $0.value == word } || $0.name.contains(word) }?.notation
    }
    #expect(notation("last_success") == "\(5 * 900 - limit)x8 8100")
    #expect(notation("active") == "1x4 0x3 1")
    #expect(notation("failed") == "0x7 1 0")
    #expect(timeline.absence.map { $0.notation } == ["1x4"])
  }

  @Test func inUTCAWindowLiesAroundTheLongestTime() throws {
    var job = try SystemdPlans.nightly()
    job.trigger = .clock([try SystemdPlans.daily(4)])
    job.longestGap = 86_400
    let source = try #require(AlertSource.all(in: SystemdPlans.plan([job])).first)
    #expect(RunWindow.all(of: source, rule: .systemd).map { $0.start.rfc3339 } == ["2026-01-02T00:00:00Z"])
  }
}
