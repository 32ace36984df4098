package import Diagnostics

/// Who is alerted when a backup stops.
package final class Alerts: Record {
  package let prometheus: PrometheusAlerts
  package let origin: Span

  package static let name: StaticString = "Alerts"
  package static let doc: StaticString = "Who is alerted when a backup stops."

  package init(_ form: inout Form) {
    origin = form.origin
    prometheus = form.required("prometheus", doc: "Alerting rules for Prometheus.")
  }
}

/// Alerting rules for Prometheus.
package final class PrometheusAlerts: Record {
  package let severity: Text
  package let labels: [Label]

  package static let name: StaticString = "PrometheusAlerts"
  package static let doc: StaticString = "Alerting rules for Prometheus."

  package init(_ form: inout Form) {
    severity = form.defaulted("severity", "critical", doc: "The label `severity` of each alert.")
    labels = form.labels("labels", doc: "Further labels of each alert.")
  }
}
