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
      doc: "The folder of node_exporter's textfile collector, for what runs say of themselves.")
    bindings = form.catalogue(
      "bindings", absent: SystemdDeclaration.bindingsWords, doc: "Where secrets and materials are.")
  }

  /// Debian 11's, which is the oldest that units are written for.
  static var oldestVersion: Count { 247 }

  /// Where Debian's node_exporter looks: alerts rest on what is there.
  static var metricsWords: StaticString { "/var/lib/prometheus/node-exporter where the policy has alerts, else none" }
  package static func metrics(_ stated: Path?, for alerts: Alerts?) -> Text? {
    stated?.text ?? alerts.map { Text("/var/lib/prometheus/node-exporter", at: $0.origin) }
  }

  static var bindingsWords: StaticString { "secrets in /etc/backstay/secrets, materials where they say themselves" }
}

extension SystemdDeclaration: TargetDeclaration {
  package var boundNames: [Text] { bindings.map { $0.id } }
  package var clockChanges: ClockChangeRule? { .systemd }
  package var hostBindings: [HostBinding]? { bindings }
}
