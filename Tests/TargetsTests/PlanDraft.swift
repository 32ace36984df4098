import Diagnostics

@testable import Planning

extension BackupPlan {
  /// The plan with a few of its parts changed.
  func with(_ change: (inout PlanDraft) -> Void) -> BackupPlan {
    var draft = PlanDraft(self)
    change(&draft)
    return BackupPlan(
      name: name, policyFile: policyFile, owner: draft.owner, labels: draft.labels, secrets: secrets, jobs: jobs,
      upkeep: draft.upkeep, obligations: obligations, tools: tools, helm: draft.helm, kubernetes: draft.kubernetes,
      systemd: draft.systemd, pgbackrest: draft.pgbackrest)
  }
}

/// What tests change in a plan.
struct PlanDraft {
  var owner: Text?
  var labels: [BackupPlan.Label]
  var upkeep: [UpkeepJob]
  var helm: KubernetesSettings?
  var kubernetes: KubernetesSettings?
  var systemd: SystemdSettings?
  var pgbackrest: PgBackRestSettings?

  fileprivate init(_ plan: BackupPlan) {
    owner = plan.owner
    labels = plan.labels
    upkeep = plan.upkeep
    helm = plan.helm
    kubernetes = plan.kubernetes
    systemd = plan.systemd
    pgbackrest = plan.pgbackrest
  }
}
