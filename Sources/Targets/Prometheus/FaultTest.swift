import Formats

/// A test in which something goes wrong.
struct FaultTest {
  /// What fires at an evaluation: the alerts of `rules` and no others of the names that `asked` matches, if any.
  struct Check {
    let evaluation: Int
    var rules: [AlertRule] = []
    var asked: String?
    /// Whether the labels that all rules have alike are checked too.
    var isOfCommon = true
  }

  let name: String
  let timeline: FaultTimeline
  let series: [TestSeries]
  let checks: [Check]

  /// The test as promtool reads it. The labels `common` to all alerts are checked once a time, those of each rule alert by alert.
  func document(common: [AlertLabel]) -> YAMLValue {
    [
      "name": .string(name), "interval": .string(PromQL.duration(timeline.step)),
      "input_series": .sequence(series.map { $0.document }),
      "promql_expr_test": .sequence(checks.flatMap { documents(of: $0, common) }),
    ]
  }

  private func documents(of check: Check, _ common: [AlertLabel]) -> [YAMLValue] {
    let firing = PromQL.firing(check.asked)
    let time = PromQL.duration(check.evaluation * timeline.step)
    if check.rules.isEmpty { return [.silence(of: firing, at: time)] }
    let alerts = check.rules.flatMap { rule in
      rule.added.map { added in
        let own = rule.labels.filter { label in !common.contains { $0.name == label.name } }
        return Self.sample([("alertname", rule.name)] + own + added, 1)
      }
    }
    let names = common.map { $0.name }.joined(separator: ", ")
    let each: YAMLValue = [
      "expr": .string("sum without (alertstate, \(names)) (\(firing))"), "eval_time": .string(time),
      "exp_samples": .sequence(alerts),
    ]
    if !check.isOfCommon { return [each] }
    return [
      each,
      [
        "expr": .string("count by (\(names)) (\(firing))"), "eval_time": .string(time),
        "exp_samples": [Self.sample(common, alerts.count)],
      ],
    ]
  }

  private static func sample(_ labels: [AlertLabel], _ value: Int) -> YAMLValue {
    // For Prometheus, an empty label is absent.
    .flow(["labels": .string(PromQL.series("", labels.filter { !$0.value.isEmpty })), "value": .integer(value)])
  }
}

extension PromQL {
  /// The alerts that fire, or those of them whose names match `pattern`.
  static func firing(_ pattern: String? = nil) -> String {
    series("ALERTS", [("alertstate", "firing")], matching: pattern.map { [("alertname", $0)] } ?? [])
  }
}

extension YAMLValue {
  /// The check that `expression` has no result at a time.
  static func silence(of expression: String, at time: String) -> YAMLValue {
    .flow(["expr": .string(expression), "eval_time": .string(time), "exp_samples": []])
  }

  /// Labels on one line.
  static func labels(_ labels: [AlertLabel]) -> YAMLValue {
    .flow(.strings(labels.map { ($0.name, $0.value) }))
  }
}
