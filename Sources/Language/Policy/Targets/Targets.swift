/// What a policy is compiled to.
package final class Targets: Record {
  package let helm: KubernetesDeclaration?
  package let kubernetes: KubernetesDeclaration?
  package let systemd: SystemdDeclaration?
  package let pgbackrest: PgBackRestDeclaration?
  package let github: GitHubDeclaration?

  package static let name: StaticString = "Targets"
  package static let doc: StaticString =
    "What the policy is compiled to. Targets are alternatives: each renders the whole policy."
  package static let minimumKeys = 1

  package init(_ form: inout Form) {
    helm = form.optional("helm", absent: Self.absence, doc: "A Helm chart.")
    kubernetes = form.optional(
      "kubernetes", absent: Self.absence, doc: "Plain Kubernetes manifests with a kustomization.")
    systemd = form.optional("systemd", absent: Self.absence, doc: "systemd timers and services.")
    pgbackrest = form.optional(
      "pgbackrest", absent: Self.absence, doc: "pgbackrest's configuration, PostgreSQL's settings and timers.")
    github = form.optional(
      "github", absent: Self.absence,
      doc: "GitHub Actions workflows for the drills; another target runs the backups.")
  }

  private static var absence: StaticString { "not rendered" }

  /// Visits the declared ones, in the order in which they are declared here.
  package func forEach(_ body: (any TargetDeclaration) -> Void) {
    if let helm { body(helm) }
    if let kubernetes { body(kubernetes) }
    if let systemd { body(systemd) }
    if let pgbackrest { body(pgbackrest) }
    if let github { body(github) }
  }

  /// Whether any of them meets the condition.
  package func contains(where condition: (any TargetDeclaration) -> Bool) -> Bool {
    var isFound = false
    forEach { if condition($0) { isFound = true } }
    return isFound
  }
}
