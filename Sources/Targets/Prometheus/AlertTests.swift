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
  /// All labels of a rule, those of the policy too.
  let labels: (AlertRule) -> [AlertLabel]

  var files: [File] {
    let notes = [
      "For `promtool test rules`. Its clock starts in 1970: every instant is moved so that a test starts there."
    ]
    let quiet = QuietTests(policy: plan.name.value, source: source)
    var files = [
      File(
        name: "tests.yaml", notes: notes,
        root: root(every: TestSeries.step, faults(every: TestSeries.step) { $0 <= Self.longest } + quiet.all))
    ]
    let slow = faults(every: Self.day) { $0 > Self.longest }
    if !slow.isEmpty {
      files.append(
        File(
          name: "slow-tests.yaml", notes: notes + ["It has what takes days, and looks once a day."],
          root: root(every: Self.day, slow)))
    }
    return files
  }

  private static let day = 86_400
  // promtool needs a tenth of a millisecond for each evaluation of each rule.
  private static let longest = TestSeries.longest * TestSeries.step

  private func root(every step: Int, _ tests: [YAMLValue]) -> YAMLValue {
    [
      "rule_files": ["rules.yaml"], "evaluation_interval": .string(PromQL.duration(step)),
      "tests": .sequence(tests),
    ]
  }

  /// A test for each way in which each alert comes about, of those whose time `isLookedAt`.
  private func faults(every step: Int, _ isLookedAt: (Int) -> Bool) -> [YAMLValue] {
    var groups: [FaultGroup] = []
    for rule in rules {
      for fault in rule.faults {
        if let index = groups.firstIndex(where: { $0.name == rule.name && $0.title == fault.title }) {
          groups[index].faults.append((rule, fault))
        } else {
          groups.append(FaultGroup(name: rule.name, title: fault.title, faults: [(rule, fault)]))
        }
      }
    }
    return groups.compactMap { test(of: $0, every: step, isLookedAt) }
  }

  private func test(of group: FaultGroup, every step: Int, _ isLookedAt: (Int) -> Bool) -> YAMLValue? {
    let times = group.times(every: step, isLookedAt)
    guard !times.isEmpty else { return nil }
    return [
      "name": .string("\(group.name): \(group.title)"),
      "interval": .string(PromQL.duration(step)),
      "input_series": .sequence(group.faults.flatMap { $0.fault.series }.map { $0.document }),
      "alert_rule_test": .sequence(
        times.map { time in
          [
            "eval_time": .string(PromQL.duration(time)), "alertname": .string(group.name),
            "exp_alerts": .sequence(
              group.firing(at: time, every: step).flatMap { rule, fault in fault.added.map { expected(rule, $0) } }),
          ]
        }),
    ]
  }

  private func expected(_ rule: AlertRule, _ added: [AlertLabel]) -> YAMLValue {
    [
      "exp_labels": .strings((labels(rule) + added).map { ($0.name, $0.value) }),
      "exp_annotations": .strings([("summary", rule.summary), ("description", rule.description)]),
    ]
  }
}

/// The rules of one name that fire for one reason.
private struct FaultGroup {
  let name: String
  let title: String
  var faults: [(rule: AlertRule, fault: AlertFault)]

  /// The evaluations at which something is expected to change, and those before them.
  func times(every step: Int, _ isLookedAt: (Int) -> Bool) -> [Int] {
    var times: [Int] = []
    for (_, fault) in faults {
      let onset = fault.onset.evaluation(every: step)
      // What is due at a fixed evaluation is so in the tests of short steps only.
      if case .at = fault.onset, step != TestSeries.step { continue }
      guard isLookedAt(onset) else { continue }
      times += [onset - step, onset] + (fault.end.map { [$0] } ?? [])
    }
    var sorted: [Int] = []
    for time in times.sorted() where time != sorted.last { sorted.append(time) }
    return sorted
  }

  func firing(at time: Int, every step: Int) -> [(rule: AlertRule, fault: AlertFault)] {
    faults.filter { _, fault in
      fault.onset.evaluation(every: step) <= time && time < fault.end ?? .max
    }
  }
}

extension TestSeries {
  /// The series as promtool reads it.
  var document: YAMLValue {
    [
      "series": .string(PromQL.series(name, labels)), "values": .string(notation),
    ]
  }
}
