package import Diagnostics
package import Schedules

/// What every target's declaration answers, so that whoever asks all of them names none.
package protocol TargetDeclaration: Sendable {
  /// The names of the secrets and materials that it binds.
  var boundNames: [Text] { get }
  /// How its scheduler starts what a change of clocks leaves out or repeats; `nil` where it runs no backups.
  var clockChanges: ClockChangeRule? { get }
  /// Where things are on the machine that it is for; `nil` where it is for none.
  var hostBindings: [HostBinding]? { get }
  /// Where things are in the namespace that it is for; `nil` where it is for none.
  var clusterBindings: [KubernetesBinding]? { get }
  /// The images of which it makes containers.
  var containerImages: [Text] { get }
  /// The one with PostgreSQL's programs, where that is an image of its own.
  var serverImage: Text? { get }
}

extension TargetDeclaration {
  package var hostBindings: [HostBinding]? { nil }
  package var clusterBindings: [KubernetesBinding]? { nil }
  package var containerImages: [Text] { [] }
  package var serverImage: Text? { nil }
}
