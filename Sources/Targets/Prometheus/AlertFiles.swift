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
    let written =
      [("rules.yaml", document(ruleNotes, ["groups": groups(rules)]))]
      + tests.files.map { ($0.name, document($0.notes, $0.root)) }
    return written.map { ("\(source.folder)/\($0.0)", $0.1.rendered()) }
  }

  private var ruleNotes: [String] {
    // The lines of a resource before the rules, which sed takes out of the comment.
    let head = YAMLDocument(root: .mapping(resource)).rendered() + "spec:"
    return [
      "For Prometheus' `rule_files`. For its operator:",
      "  sed 's/^/  /; s/^  # | //' rules.yaml | kubectl apply --filename=-",
    ] + head.split(separator: "\n").map { "| \($0)" }
  }

  private func document(_ notes: [String], _ root: YAMLValue) -> YAMLDocument {
    YAMLDocument(comment: GeneratedNotice.lines(for: plan) + notes, root: root)
  }

  private var resource: YAMLMapping {
    let policy = ObjectName.joined(plan.name.value)
    var metadata: YAMLMapping = ["name": .string(ObjectName.joined("backstay", plan.name.value))]
    metadata.set("namespace", source.namespace.map { .string($0) })
    metadata["labels"] = .labels([
      ("app.kubernetes.io/instance", policy), ("app.kubernetes.io/managed-by", "backstay"),
    ])
    return ["apiVersion": "monitoring.coreos.com/v1", "kind": "PrometheusRule", "metadata": .flow(.mapping(metadata))]
  }

  private func groups(_ rules: [AlertRule]) -> YAMLValue {
    let all = rules.indices.map { rule(rules[$0], labels: labels(at: $0, of: rules)) }
    return [["name": .string("backstay-\(plan.name.value)-\(source.folder)"), "rules": .sequence(all)]]
  }

  // Prometheus takes labels and annotations for templates.
  private func rule(_ rule: AlertRule, labels: YAMLValue) -> YAMLValue {
    var mapping: YAMLMapping = ["alert": .string(rule.name), "expr": .string(rule.expression)]
    if rule.hold > 0 { mapping["for"] = .string(PromQL.duration(rule.hold)) }
    mapping["labels"] = labels
    mapping["annotations"] = .strings([
      ("summary", TemplateText.escaped(rule.summary)), ("description", TemplateText.escaped(rule.description)),
    ])
    return .mapping(mapping)
  }

  /// The labels of the rule at `index`: in full at the first that has the same.
  private func labels(at index: Int, of rules: [AlertRule]) -> YAMLValue {
    let rule = rules[index]
    // A policy's names have no `_`, and each kind of run has its own labels.
    let telling = rule.labels.filter { $0.name != "namespace" }
    let anchor = "\(telling[0].name)-\(telling.map { $0.value }.joined(separator: "_"))"
    let same = rules.indices.filter { rules[$0].labels.elementsEqual(rule.labels, by: ==) }
    if same.first != index { return .alias(anchor) }
    let all = YAMLValue.labels(labels(of: rule).map { AlertLabel($0.name, TemplateText.escaped($0.value)) })
    return same.count == 1 ? all : .anchored(anchor, all)
  }

  /// The labels of a rule: the policy's own first.
  private func labels(of rule: AlertRule) -> [AlertLabel] {
    let own = settings.labels.map { AlertLabel($0.name.value, $0.value.value) }
    return [AlertLabel("severity", settings.severity)] + own + [AlertLabel("policy", plan.name.value)] + rule.labels
  }
}
