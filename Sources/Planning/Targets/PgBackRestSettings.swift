package import Diagnostics
internal import Language

/// What the policy says for `pgbackrest`.
package struct PgBackRestSettings: TargetSettings {
  /// The version of pgbackrest that the configuration is for.
  package var version: Version
  /// systemd's version, for the timers.
  package var systemdVersion: Int
  /// The folder of node_exporter's textfile collector; absent if runs write no metrics.
  package var metrics: Text?
  package var assumesMetrics = false
  package var bindings: [MachineBinding]
  package var origin: Span

  package var target: String { "pgbackrest" }

  package var assumptions: [Assumption] { assumesMetrics ? Assumption.metrics(metrics) : [] }
}

extension PgBackRestSettings {
  init(_ target: PgBackRestDeclaration, _ tools: Tools, _ alerts: Alerts?) {
    self.init(
      version: Version(tools.pgbackrest), systemdVersion: target.systemdVersion.value,
      metrics: SystemdDeclaration.metrics(target.metrics, for: alerts), assumesMetrics: target.metrics == nil,
      bindings: target.bindings.compactMap { MachineBinding($0) }, origin: target.origin)
  }
}
