package import Diagnostics

/// Alerts when backups stop: alerting rules for Prometheus.
package final class AlertSettings: Sendable {
  /// The label `severity` of each alert.
  package let severity: String
  /// Further labels of each alert.
  package let labels: [BackupPlan.Label]
  package let origin: Span

  package init(severity: String, labels: [BackupPlan.Label], origin: Span) {
    self.severity = severity
    self.labels = labels
    self.origin = origin
  }
}
