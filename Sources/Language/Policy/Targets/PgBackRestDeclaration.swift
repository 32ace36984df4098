package import Diagnostics
package import Schedules

/// Settings of the target `pgbackrest`. pgbackrest's own version is one of the `tools`.
package final class PgBackRestDeclaration: Record {
  package let systemdVersion: Count
  package let metrics: Path?
  package let bindings: [HostBinding]
  package let origin: Span

  package static let name: StaticString = "PgBackRestTarget"
  package static let doc: StaticString = "Where and how pgbackrest runs."

  package init(_ form: inout Form) {
    origin = form.origin
    systemdVersion = form.defaulted(
      "systemdVersion", SystemdDeclaration.oldestVersion, doc: "systemd's version, for the timers.")
    metrics = form.optional(
      "metrics", absent: SystemdDeclaration.metricsWords,
      doc: "The folder of node_exporter's textfile collector, for the metrics of the runs.")
    bindings = form.catalogue(
      "bindings", absent: SystemdDeclaration.bindingsWords, doc: "Where secrets and the server are.")
  }
}

extension PgBackRestDeclaration: TargetDeclaration {
  package func forEachBoundName(_ body: (Text) -> Void) { for binding in bindings { body(binding.id) } }
  package var clockChanges: ClockChangeRule? { .systemd }
  package var hostBindings: [HostBinding]? { bindings }
}
