import Diagnostics

@testable import Planning
@testable import Targets

extension BackupPlan {
  /// The plan with a few of its parts changed.
  func with(_ change: (inout PlanDraft) -> Void) -> BackupPlan {
    var draft = PlanDraft(self)
    change(&draft)
    return BackupPlan(
      name: name, policyFile: policyFile, owner: draft.owner, labels: draft.labels, digest: digest,
      objectives: draft.objectives, secrets: secrets, externals: externals, jobs: jobs, upkeep: draft.upkeep,
      drills: draft.drills, restore: draft.restore, alerts: draft.alerts, tools: tools,
      targets: draft.targets)
  }

  var helm: KubernetesSettings? { HelmTarget().settings(in: self) }
  var kubernetes: KubernetesSettings? { KubernetesTarget().settings(in: self) }
  var systemd: SystemdSettings? { SystemdTarget().settings(in: self) }
  var pgbackrest: PgBackRestSettings? { PgBackRestTarget().settings(in: self) }
}

/// What tests change in a plan.
struct PlanDraft {
  var owner: Text?
  var labels: [BackupPlan.Label]
  var objectives: RecoveryObjectives
  var upkeep: [UpkeepJob]
  var drills: [DrillPlan]
  var restore: RestoreSteps
  var alerts: AlertSettings?
  var helm: ClusterDraft?
  var kubernetes: ClusterDraft?
  var systemd: SystemdSettings?
  var pgbackrest: PgBackRestDraft?

  fileprivate init(_ plan: BackupPlan) {
    owner = plan.owner
    labels = plan.labels
    objectives = plan.objectives
    upkeep = plan.upkeep
    drills = plan.drills
    restore = plan.restore
    alerts = plan.alerts
    helm = plan.helm.map { ClusterDraft($0) }
    kubernetes = plan.kubernetes.map { ClusterDraft($0) }
    systemd = plan.systemd
    pgbackrest = plan.pgbackrest.map { PgBackRestDraft($0) }
  }

  fileprivate var targets: [DeclaredTarget] {
    let all: [(any TargetSettings)?] = [
      helm?.settings(as: .chart), kubernetes?.settings(as: .manifests), systemd, pgbackrest?.settings,
    ]
    return all.compactMap { $0.map { DeclaredTarget($0) } }
  }
}

/// What tests change in the settings of a cluster.
struct ClusterDraft {
  var namespace: Text
  var version: Version
  var images: [KubernetesSettings.Image] = []
  var imagePullSecrets: [Text] = []
  var bindings: [ClusterBinding] = []
  var placement = KubernetesSettings.Placement()
  var serviceAccountAnnotations: [BackupPlan.Label] = []
  var origin: Span

  func settings(as packaging: KubernetesSettings.Packaging) -> KubernetesSettings {
    KubernetesSettings(
      packaging: packaging, namespace: namespace, version: version, images: images, imagePullSecrets: imagePullSecrets,
      bindings: bindings, placement: placement, serviceAccountAnnotations: serviceAccountAnnotations, origin: origin)
  }
}

extension ClusterDraft {
  fileprivate init(_ settings: KubernetesSettings) {
    self.init(
      namespace: settings.namespace, version: settings.version, images: settings.images,
      imagePullSecrets: settings.imagePullSecrets, bindings: settings.bindings, placement: settings.placement,
      serviceAccountAnnotations: settings.serviceAccountAnnotations, origin: settings.origin)
  }
}

/// What tests change in the settings of pgbackrest.
struct PgBackRestDraft {
  var version: Version
  var systemdVersion: Int
  var metrics: Text?
  var bindings: [MachineBinding]
  var origin: Span

  var settings: PgBackRestSettings {
    PgBackRestSettings(
      version: version, systemdVersion: systemdVersion, metrics: metrics, bindings: bindings, origin: origin)
  }
}

extension PgBackRestDraft {
  fileprivate init(_ settings: PgBackRestSettings) {
    self.init(
      version: settings.version, systemdVersion: settings.systemdVersion, metrics: settings.metrics,
      bindings: settings.bindings, origin: settings.origin)
  }
}
