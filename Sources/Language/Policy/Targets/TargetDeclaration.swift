package import Diagnostics
package import Schedules

/// What every target's declaration provides, so that code about all targets names none.
package protocol TargetDeclaration: Sendable {
  /// Visits the names of the secrets and materials that it binds.
  func forEachBoundName(_ body: (Text) -> Void)
  /// How its scheduler treats times that a clock change skips or repeats; `nil` if it runs no backups.
  var clockChanges: ClockChangeRule? { get }
  /// Its bindings on a machine; `nil` if it isn't for a machine.
  var hostBindings: [HostBinding]? { get }
  /// Its bindings in a namespace; `nil` if it isn't for a cluster.
  var clusterBindings: [KubernetesBinding]? { get }
  /// Visits the images of its containers.
  func forEachImage(_ body: (Text) -> Void)
  /// The image with PostgreSQL's programs, if it is a separate one.
  var serverImage: Text? { get }
}

extension TargetDeclaration {
  package var hostBindings: [HostBinding]? { nil }
  package var clusterBindings: [KubernetesBinding]? { nil }
  package func forEachImage(_ body: (Text) -> Void) {}
  package var serverImage: Text? { nil }
}
