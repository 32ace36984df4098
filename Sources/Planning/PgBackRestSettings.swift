package import Diagnostics

/// What the policy says for `pgbackrest`.
package struct PgBackRestSettings: Sendable {
  /// The version of pgbackrest that the configuration is for.
  package var version: Version
  /// systemd's version, for the timers.
  package var systemdVersion: Int
  /// The folder of node_exporter's textfile collector; absent where no run says how it went.
  package var metrics: Text?
  package var bindings: [MachinePlace]
  package var origin: Span
}
