import Diagnostics
import Formats
import Planning

/// Finds what of a plan alerts can't express.
struct AlertCheck {
  let plan: BackupPlan
  let settings: AlertSettings

  /// Reports each at the policy's line.
  func report(_ diagnostics: inout Diagnostics) {
    for label in settings.labels { report(label, &diagnostics) }
    // The longest policy name leaves room only for short names; lint doesn't limit other names further.
    let room = ObjectName.longest - 1 - plan.name.value.utf8.count
    let isShort = { (name: Text) in name.value.utf8.count + Self.longestAddition <= room }
    if plan.jobs.allSatisfy({ isShort($0.name) }), plan.drills.allSatisfy({ isShort($0.name) }) { return }
    for cluster in plan.clusters where cluster.packaging == .chart { report(chart: cluster, &diagnostics) }
  }

  private func report(_ label: BackupPlan.Label, _ diagnostics: inout Diagnostics) {
    let name = label.name.value
    if !PromQL.isLabelName(name) || name.hasPrefix("__") {
      diagnostics.refuse(
        "`\(name)` can't be the name of a label in Prometheus",
        help: "use letters, digits and `_`, no digit first and no `__` first", at: label.name.span)
    } else if Self.own.contains(name) {
      diagnostics.refuse(
        "the label `\(name)` is one that each alert has of itself",
        help: name == "severity" ? "say `severity` beside `labels`" : "give it another name", at: label.name.span)
    }
  }

  private func report(chart cluster: KubernetesSettings, _ diagnostics: inout Diagnostics) {
    let runs = ClusterRuns(plan: plan, settings: cluster)
    let names = ChartNames(chart: ObjectName.joined(plan.name.value), all: runs.parts)
    if let part = runs.parts.first(where: { names.isAlwaysCut($0) }) {
      diagnostics.refuse(
        "the chart's CronJob `…-\(part)` gets a hash in its name, by which alerts can't know it",
        help:
          "give the policy or the backup a shorter name: together they may have \(ObjectName.longest - 1) characters",
        at: settings.origin)
    }
  }

  // `-reclaim`, and a number of two digits.
  private static let longestAddition = 11

  /// The labels that rules, their expressions and Prometheus set.
  private static let own = [
    "alertname", "alertstate", "severity", "policy", "backup", "upkeep", "drill", "part", "sink", "kind", "material",
    "database", "name", "namespace",
  ]
}
