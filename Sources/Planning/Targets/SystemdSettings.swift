package import Diagnostics
internal import Language

/// What the policy says for `systemd`.
package final class SystemdSettings: TargetSettings {
  /// systemd's version, such as 252.
  package let version: Int
  /// The folder of node_exporter's textfile collector; absent if runs write no metrics.
  package let metrics: Text?
  private let assumesMetrics: Bool
  package let bindings: [MachineBinding]
  package let origin: Span

  package var target: String { "systemd" }

  package var assumptions: [Assumption] { assumesMetrics ? Assumption.metrics(metrics) : [] }

  package init(
    version: Int, metrics: Text? = nil, assumesMetrics: Bool = false, bindings: [MachineBinding], origin: Span
  ) {
    self.assumesMetrics = assumesMetrics
    self.version = version
    self.metrics = metrics
    self.bindings = bindings
    self.origin = origin
  }
}

extension SystemdSettings {
  convenience init(_ target: SystemdDeclaration, _ alerts: Alerts?) {
    self.init(
      version: target.systemdVersion.value, metrics: SystemdDeclaration.metrics(target.metrics, for: alerts),
      assumesMetrics: target.metrics == nil, bindings: target.bindings.compactMap { MachineBinding($0) },
      origin: target.origin)
  }
}
