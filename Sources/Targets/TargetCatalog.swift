/// Every target, in the order in which they are shown.
package enum TargetCatalog {
  /// Those that run backups.
  static let runners: [any RunningTarget] = [HelmTarget(), KubernetesTarget(), SystemdTarget(), PgBackRestTarget()]

  package static let all: [any Target] = runners + [GitHubTarget(), PrometheusTarget(), RunbookTarget()]
}
