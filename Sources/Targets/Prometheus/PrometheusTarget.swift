package import Artifacts
package import Diagnostics
package import Planning

/// Alerting rules with thresholds from the proofs, for Prometheus and for its operator, and tests of them.
package struct PrometheusTarget: Target {
  package init() {}

  package var name: String { "prometheus" }

  package var summary: String { "alerting rules for what the other targets run, with tests for promtool" }

  package func isDeclared(in plan: BackupPlan) -> Bool { plan.alerts != nil }

  package func check(_ plan: BackupPlan, _ diagnostics: inout Diagnostics) {
    guard let settings = plan.alerts else { return }
    AlertCheck(plan: plan, settings: settings).report(&diagnostics)
  }

  package func differences(in plan: BackupPlan) -> [String] {
    var all: [String] = []
    let clusters = plan.clusters
    if !clusters.isEmpty {
      all.append(
        "copies made in a cluster are not measured: alerts on old or shrunken copies exist only for machines")
    }
    if clusters.contains(where: { $0.packaging == .chart }) {
      all.append("the chart's CronJobs are matched by a name pattern, because their names depend on the release")
    }
    return all
  }

  package func artifacts(for plan: BackupPlan, _ diagnostics: inout Diagnostics) -> ArtifactTree? {
    guard let settings = plan.alerts else { return nil }
    let files = AlertSource.all(in: plan).flatMap { source in
      AlertFiles(plan: plan, settings: settings, source: source).all
    }
    return diagnostics.tree(of: files, for: plan)
  }
}
