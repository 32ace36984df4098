package import Diagnostics
internal import Language

/// What the policy says for `pgbackrest`.
package final class PgBackRestSettings: TargetSettings {
  /// The version of pgbackrest that the configuration is for.
  package let version: Version
  /// systemd's version, for the timers.
  package let systemdVersion: Int
  /// The folder of node_exporter's textfile collector; absent if runs write no metrics.
  package let metrics: Text?
  private let assumesMetrics: Bool
  package let bindings: [MachineBinding]
  package let origin: Span

  package init(
    version: Version, systemdVersion: Int, metrics: Text? = nil, assumesMetrics: Bool = false,
    bindings: [MachineBinding], origin: Span
  ) {
    self.version = version
    self.systemdVersion = systemdVersion
    self.metrics = metrics
    self.assumesMetrics = assumesMetrics
    self.bindings = bindings
    self.origin = origin
  }

  package var target: String { "pgbackrest" }

  package var assumptions: [Assumption] { assumesMetrics ? Assumption.metrics(metrics) : [] }
}

extension PgBackRestSettings {
  convenience init(_ target: PgBackRestDeclaration, _ tools: Tools, _ alerts: Alerts?) {
    self.init(
      version: Version(tools.pgbackrest), systemdVersion: target.systemdVersion.value,
      metrics: SystemdDeclaration.metrics(target.metrics, for: alerts), assumesMetrics: target.metrics == nil,
      bindings: target.bindings.compactMap { MachineBinding($0) }, origin: target.origin)
  }
}
