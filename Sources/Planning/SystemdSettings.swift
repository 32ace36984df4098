package import Diagnostics

/// What the policy says for `systemd`.
package final class SystemdSettings: Sendable {
  /// systemd's version, such as 252.
  package let version: Int
  /// The folder of node_exporter's textfile collector; absent where no run says how it went.
  package let metrics: Text?
  package let bindings: [MachinePlace]
  package let origin: Span

  package init(version: Int, metrics: Text? = nil, bindings: [MachinePlace], origin: Span) {
    self.version = version
    self.metrics = metrics
    self.bindings = bindings
    self.origin = origin
  }
}
