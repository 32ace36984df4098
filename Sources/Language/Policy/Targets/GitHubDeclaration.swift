package import Diagnostics
package import Schedules

/// Settings of the target `github`.
package final class GitHubDeclaration: Record {
  package let runsOn: Text
  package let sinks: [Name]
  package let bindings: [GitHubBinding]
  package let origin: Span

  package static let name: StaticString = "GitHubTarget"
  package static let doc: StaticString = "Where and how the drills run on GitHub Actions."

  package init(_ form: inout Form) {
    origin = form.origin
    runsOn = form.defaulted(
      "runsOn", "ubuntu-24.04", doc: "The label of the runners, which must be Ubuntu or Debian with sudo.")
    sinks = form.list("sinks", absent: "all", doc: "The sinks whose copies are restored there.")
    bindings = form.catalogue(
      "bindings", absent: "their names in upper case with `_`",
      doc: "Which of the repository's secrets holds which of the policy's.")
  }
}

/// The repository's secret that holds a secret of the policy.
package final class GitHubBinding: Record {
  package let id: Text
  package let secret: Text

  package static let name: StaticString = "GitHubBinding"
  package static let doc: StaticString = "The repository's secret that holds a secret of the policy."

  package init(_ form: inout Form) {
    id = form.name
    secret = form.required("secret", doc: "The repository's secret, such as `BACKUP_PASSPHRASE`.")
  }
}

extension GitHubDeclaration: TargetDeclaration {
  package func forEachBoundName(_ body: (Text) -> Void) { for binding in bindings { body(binding.id) } }
  package var clockChanges: ClockChangeRule? { nil }
}
