import Diagnostics
import Formats
import Planning

/// Tests of the rules of one source, for `promtool test rules`: that each alert fires when it must and not before, and that
/// all are silent while runs are as late as they may be.
struct AlertTests {
  /// A file of tests.
  struct File {
    let name: String
    let notes: [String]
    let root: YAMLValue
  }

  let plan: BackupPlan
  let source: AlertSource
  let rules: [AlertRule]
  /// All labels of a rule, including the policy's.
  let labels: (AlertRule) -> [AlertLabel]

  var files: [File] {
    let notes = [
      "For `promtool test rules`, whose clock starts in 1970: each test is shifted there."
    ]
    let tests = [standstill, absence, beginning].compactMap { $0?.document(common: common) }
    let quiet = QuietTests(policy: plan.name.value, source: source)
    var files = [
      File(name: "tests.yaml", notes: notes, root: root(every: TestSeries.step, tests + quiet.all))
    ]
    if let slow {
      files.append(
        File(
          name: "slow-tests.yaml", notes: notes + ["Alerts that take days, evaluated once a day."],
          root: root(every: Self.day, [slow.document(common: common)])))
    }
    return files
  }

  private static let day = 86_400
  // promtool needs a tenth of a millisecond for each evaluation of each rule.
  private static let longest = 4 * day

  private func root(every step: Int, _ tests: [YAMLValue]) -> YAMLValue {
    [
      "rule_files": ["rules.yaml"], "evaluation_interval": .string(PromQL.duration(step)),
      "tests": .sequence(tests),
    ]
  }

  /// The labels that all rules have alike.
  private var common: [AlertLabel] {
    let all = rules.map { labels($0) }
    return (all.first ?? []).filter { label in all.allSatisfy { $0.contains { $0 == label } } }
  }

  /// The rules that fire in `scene` and are looked at every quarter of an hour.
  private func fast(_ scene: FaultScene) -> [AlertRule] {
    rules.filter { $0.scenes.contains(scene) && $0.hold <= Self.longest }
  }

  private func longestWait(of rules: [AlertRule]) -> Int {
    rules.map { $0.wait(every: TestSeries.step) }.max() ?? 0
  }

  private var standstill: FaultTest? {
    let rules = fast(.standstill)
    // A quarter before the hour, because sizes are looked at on the hour, and are those of before then.
    let onset = (longestWait(of: rules) + 4) / 4 * 4 + 3
    let timeline = FaultTimeline(source: source, step: TestSeries.step, onset: onset)
    return FaultTest(
      name: "a run hangs until it is stopped; then one succeeds", timeline: timeline,
      series: timeline.standstill,
      checks: [
        .init(evaluation: onset - 3), .init(evaluation: onset - 1), .init(evaluation: onset, rules: rules),
        .init(evaluation: onset + 1, rules: fast(.failure), asked: ".*Failed"), .init(evaluation: timeline.recovery),
      ])
  }

  private var absence: FaultTest? {
    let rules = fast(.absence)
    if rules.isEmpty { return nil }
    let timeline = FaultTimeline(source: source, step: TestSeries.step, onset: longestWait(of: rules))
    return FaultTest(
      name: "no run is seen", timeline: timeline, series: timeline.absence,
      checks: [.init(evaluation: timeline.onset - 1), .init(evaluation: timeline.onset, rules: rules)])
  }

  private var beginning: FaultTest? {
    let rules = fast(.beginning)
    if rules.isEmpty { return nil }
    let timeline = FaultTimeline(source: source, step: TestSeries.step, onset: 2)
    return FaultTest(
      name: "no run has succeeded since the installation", timeline: timeline, series: timeline.beginning,
      checks: [
        .init(evaluation: timeline.onset - 1), .init(evaluation: timeline.onset, rules: rules, isOfCommon: false),
      ])
  }

  private var slow: FaultTest? {
    let isSlow = { (seconds: Int) in seconds > Self.longest }
    let rules = rules.filter { isSlow($0.hold) }
    guard let onset = rules.map({ $0.wait(every: Self.day) }).max() else { return nil }
    let timeline = FaultTimeline(source: source, step: Self.day, onset: onset)
    var names: [String] = []
    for rule in rules where !names.contains(rule.name) { names.append(rule.name) }
    let asked = names.joined(separator: "|")
    return FaultTest(
      name: "no run is seen, or it hangs", timeline: timeline,
      series: timeline.slow(asked: names, isSlow: isSlow),
      checks: [.init(evaluation: onset - 1, asked: asked), .init(evaluation: onset, rules: rules, asked: asked)])
  }
}
