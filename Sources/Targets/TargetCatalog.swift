/// Every target, in the order in which they are shown.
package enum TargetCatalog {
  package static let all: [any Target] = [
    HelmTarget(), KubernetesTarget(), SystemdTarget(), PgBackRestTarget(), GitHubTarget(), PrometheusTarget(),
    RunbookTarget(),
  ]
}
