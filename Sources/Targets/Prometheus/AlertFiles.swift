import Diagnostics
import Formats
import Planning

/// The files of one source of metrics.
struct AlertFiles {
  let plan: BackupPlan
  let settings: AlertSettings
  let source: AlertSource

  /// Paths relative to the target's folder, with their texts.
  var all: [(path: String, contents: String)] {
    let rules = source.rules(policy: plan.name.value)
    let tests = AlertTests(plan: plan, source: source, rules: rules) { labels(of: $0) }
    let written: [(String, YAMLDocument)] =
      [
        ("rules.yaml", document(Self.ruleNotes, ["groups": groups(rules)])),
        ("prometheusrule.yaml", document(Self.resourceNotes, .mapping(resource(rules)))),
      ] + tests.files.map { ($0.name, document($0.notes, $0.root)) }
    return written.map { ("\(source.folder)/\($0.0)", $0.1.rendered()) }
  }

  private static let ruleNotes = ["A file for `rule_files` of Prometheus."]

  private static let resourceNotes = [
    "The same rules for the Prometheus operator. Its `ruleSelector` may ask for a label more, such as `release`."
  ]

  private func document(_ notes: [String], _ root: YAMLValue) -> YAMLDocument {
    YAMLDocument(comment: GeneratedNotice.lines(for: plan) + notes, root: root)
  }

  private func resource(_ rules: [AlertRule]) -> YAMLMapping {
    let policy = ObjectName.joined(plan.name.value)
    var metadata: YAMLMapping = ["name": .string(ObjectName.joined("backstay", plan.name.value))]
    metadata.set("namespace", source.namespace.map { .string($0) })
    metadata["labels"] = .strings([
      ("app.kubernetes.io/name", "backstay"), ("app.kubernetes.io/instance", policy),
      ("app.kubernetes.io/part-of", policy), ("app.kubernetes.io/managed-by", "backstay"),
    ])
    return [
      "apiVersion": "monitoring.coreos.com/v1",
      "kind": "PrometheusRule",
      "metadata": .mapping(metadata),
      "spec": ["groups": groups(rules)],
    ]
  }

  private func groups(_ rules: [AlertRule]) -> YAMLValue {
    [["name": .string("backstay-\(plan.name.value)-\(source.folder)"), "rules": .sequence(rules.map { rule($0) })]]
  }

  // Prometheus takes labels and annotations for templates.
  private func rule(_ rule: AlertRule) -> YAMLValue {
    var mapping: YAMLMapping = ["alert": .string(rule.name), "expr": .string(rule.expression)]
    if rule.hold > 0 { mapping["for"] = .string(PromQL.duration(rule.hold)) }
    mapping["labels"] = .strings(labels(of: rule).map { ($0.name, TemplateText.escaped($0.value)) })
    mapping["annotations"] = .strings([
      ("summary", TemplateText.escaped(rule.summary)), ("description", TemplateText.escaped(rule.description)),
    ])
    return .mapping(mapping)
  }

  /// The labels of a rule: the policy's own first.
  private func labels(of rule: AlertRule) -> [AlertLabel] {
    let own = settings.labels.map { AlertLabel($0.name.value, $0.value.value) }
    return [AlertLabel("severity", settings.severity)] + own + [AlertLabel("policy", plan.name.value)] + rule.labels
  }
}
