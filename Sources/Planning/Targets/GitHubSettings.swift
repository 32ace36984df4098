package import Diagnostics
internal import Language

/// What the policy says for `github`.
package final class GitHubSettings: TargetSettings {
  /// The label of the runners.
  package let runsOn: String
  /// The sinks whose copies are restored there; empty for all.
  package let sinks: [Text]
  package let bindings: [Binding]
  package let origin: Span

  package var target: String { "github" }

  package init(runsOn: String, sinks: [Text] = [], bindings: [Binding] = [], origin: Span) {
    self.runsOn = runsOn
    self.sinks = sinks
    self.bindings = bindings
    self.origin = origin
  }

  /// The repository's secret that holds a secret of the policy.
  package final class Binding: Sendable {
    /// The secret's name in the policy.
    package let name: Text
    package let secret: Text

    package init(name: Text, secret: Text) {
      self.name = name
      self.secret = secret
    }
  }
}

extension GitHubSettings {
  convenience init(_ target: GitHubDeclaration) {
    self.init(
      runsOn: target.runsOn.value, sinks: target.sinks.map { $0.text },
      bindings: target.bindings.map { Binding(name: $0.id, secret: $0.secret) }, origin: target.origin)
  }
}
