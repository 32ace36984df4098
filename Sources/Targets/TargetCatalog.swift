/// Every target, in the order in which they are shown.
package enum TargetCatalog {
  package static let all: [any Target] = {
    var all: [any Target] = []
    forEachRunner { all.append($0) }
    return all + [GitHubTarget(), PrometheusTarget(), RunbookTarget()]
  }()

  /// Visits those that run backups.
  static func forEachRunner(_ body: (any RunningTarget) -> Void) {
    body(HelmTarget())
    body(KubernetesTarget())
    body(SystemdTarget())
    body(PgBackRestTarget())
  }
}
