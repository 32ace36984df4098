internal import Diagnostics
internal import Language
package import Linting
internal import Schedules

/// Turns a valid policy into a plan. It is total: what can't be planned is a rule's business, or a target's.
package enum Planner {
  package static func plan(_ valid: ValidPolicy, policyFile: String) -> BackupPlan {
    let policy = valid.policy
    let sinks = SinkPlanner(policy)
    var jobs: [Job] = []
    var upkeep: [UpkeepJob] = []
    for proof in valid.proof.backups {
      let planner = JobPlanner(policy, proof, sinks)
      jobs.append(planner.job)
      upkeep += planner.upkeep
    }
    return BackupPlan(
      name: policy.metadata.name.text,
      policyFile: policyFile,
      owner: policy.metadata.owner,
      labels: policy.metadata.labels.map { BackupPlan.Label($0) },
      secrets: policy.secrets.map { $0.id },
      jobs: jobs,
      upkeep: upkeep,
      obligations: obligations(of: policy),
      tools: tools(of: policy),
      helm: policy.targets.helm.map { KubernetesSettings($0) },
      kubernetes: policy.targets.kubernetes.map { KubernetesSettings($0) },
      systemd: policy.targets.systemd.map { SystemdSettings($0) },
      pgbackrest: policy.targets.pgbackrest.map { PgBackRestSettings($0, policy.tools) })
  }

  private static func obligations(of policy: Policy) -> [BackupPlan.Obligation] {
    var all: [BackupPlan.Obligation] = []
    // Worst loss and failure domains are proven; `rto` is the drills'.
    if let days = policy.objectives?.retention { all.append(.init(key: "objectives.retention", origin: days.span)) }
    if let age = policy.objectives?.maximumAge { all.append(.init(key: "objectives.maximumAge", origin: age.span)) }
    if let drill = policy.drills.first { all.append(.init(key: "drills", origin: drill.id.span)) }
    if let restore = policy.restore { all.append(.init(key: "restore", origin: restore.origin)) }
    if let waiver = policy.waivers.first { all.append(.init(key: "waivers", origin: waiver.origin)) }
    if let alerts = policy.alerts { all.append(.init(key: "alerts", origin: alerts.origin)) }
    return all
  }

  private static func tools(of policy: Policy) -> [BackupPlan.ToolVersion] {
    guard let tools = policy.tools else { return [] }
    var all: [BackupPlan.ToolVersion] = []
    func add(_ tool: String, _ version: VersionText?) {
      guard let version else { return }
      all.append(.init(tool: tool, version: Version(version), origin: version.text.span))
    }
    add("restic", tools.restic)
    add("borg", tools.borg)
    add("pgbackrest", tools.pgbackrest)
    add("wal-g", tools.walG)
    return all
  }
}

extension Version {
  init(_ text: VersionText) {
    let numbers = text.numbers
    self.init(numbers.major, numbers.minor)
  }
}

extension BackupPlan.Label {
  convenience init(_ label: Language.Label) { self.init(name: label.name, value: label.value) }
}
