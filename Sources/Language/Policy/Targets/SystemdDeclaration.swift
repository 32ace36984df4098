package import Diagnostics
package import Schedules

/// Settings of the target `systemd`.
package final class SystemdDeclaration: Record {
  package let systemdVersion: Count
  package let metrics: Path?
  package let bindings: [HostBinding]
  package let origin: Span

  package static let name: StaticString = "SystemdTarget"
  package static let doc: StaticString = "Where and how the jobs run on a machine with systemd."

  package init(_ form: inout Form) {
    origin = form.origin
    systemdVersion = form.defaulted("systemdVersion", SystemdDeclaration.oldestVersion, doc: "systemd's version.")
    metrics = form.optional(
      "metrics", absent: SystemdDeclaration.metricsWords,
      doc: "The folder of node_exporter's textfile collector, for the metrics of the runs.")
    bindings = form.catalogue(
      "bindings", absent: SystemdDeclaration.bindingsWords, doc: "Where secrets and materials are.")
  }

  /// Debian 11's, the oldest that units are written for.
  static var oldestVersion: Count { 247 }

  /// Where Debian's node_exporter looks; alerts depend on these files.
  static var metricsWords: StaticString { "/var/lib/prometheus/node-exporter if the policy has alerts, otherwise none" }
  package static func metrics(_ stated: Path?, for alerts: Alerts?) -> Text? {
    stated?.text ?? alerts.map { Text("/var/lib/prometheus/node-exporter", at: $0.origin) }
  }

  static var bindingsWords: StaticString { "secrets in /etc/backstay/secrets, materials as declared" }
}

extension SystemdDeclaration: TargetDeclaration {
  package func forEachBoundName(_ body: (Text) -> Void) { for binding in bindings { body(binding.id) } }
  package var clockChanges: ClockChangeRule? { .systemd }
  package var hostBindings: [HostBinding]? { bindings }
}
