import Diagnostics

@testable import Planning

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

  var helm: KubernetesSettings? { settings(for: "helm") as? KubernetesSettings }
  var kubernetes: KubernetesSettings? { settings(for: "kubernetes") as? KubernetesSettings }
  var systemd: SystemdSettings? { settings(for: "systemd") as? SystemdSettings }
  var pgbackrest: PgBackRestSettings? { settings(for: "pgbackrest") as? PgBackRestSettings }
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
  var helm: KubernetesSettings?
  var kubernetes: KubernetesSettings?
  var systemd: SystemdSettings?
  var pgbackrest: PgBackRestSettings?

  fileprivate init(_ plan: BackupPlan) {
    owner = plan.owner
    labels = plan.labels
    objectives = plan.objectives
    upkeep = plan.upkeep
    drills = plan.drills
    restore = plan.restore
    alerts = plan.alerts
    helm = plan.helm
    kubernetes = plan.kubernetes
    systemd = plan.systemd
    pgbackrest = plan.pgbackrest
  }

  fileprivate var targets: [any TargetSettings] {
    var chart = helm
    chart?.packaging = .chart
    var manifests = kubernetes
    manifests?.packaging = .manifests
    let all: [(any TargetSettings)?] = [chart, manifests, systemd, pgbackrest]
    return all.compactMap { $0 }
  }
}
