/// Every target, in the order in which they are shown.
package enum TargetCatalog {
  /// Those that run backups.
  static let runners: [any RunningTarget] = [HelmTarget(), KubernetesTarget(), SystemdTarget(), PgBackRestTarget()]

  // One by one: to convert the array as a whole the runtime looks up each conformance by itself, a third of a lint.
  package static let all = runners.map { $0 as any Target } + [GitHubTarget(), PrometheusTarget(), RunbookTarget()]
}
