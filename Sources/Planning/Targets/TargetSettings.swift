package import Diagnostics

/// What the policy says for one target.
package protocol TargetSettings: Sendable {
  /// The target's key under `targets`.
  var target: String { get }
  /// Where the policy says it.
  var origin: Span { get }
  /// Assumed values that depend on the rest of the policy.
  var assumptions: [Assumption] { get }
}

/// A target that the policy declares. It stands in a list, hence the class (see `Record`).
package final class DeclaredTarget: Sendable {
  package let settings: any TargetSettings

  package init(_ settings: any TargetSettings) { self.settings = settings }
}

extension TargetSettings {
  package var assumptions: [Assumption] { [] }
}

/// A value that the policy doesn't state, for `explain`.
package struct Assumption: Sendable {
  /// The key below that of the target.
  package var key: String
  package var value: String
  package var reason: String

  /// The folder for metrics of runs, if there is one.
  static func metrics(_ folder: Text?) -> [Assumption] {
    folder.map { [Assumption(key: "metrics", value: $0.value, reason: "alerts depend on it")] } ?? []
  }
}
