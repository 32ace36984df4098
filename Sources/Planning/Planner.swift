internal import Diagnostics
internal import Language
package import Linting

/// Turns a valid policy into a plan. It never fails: rules and targets report what can't be planned.
package enum Planner {
  package static func plan(_ valid: ValidPolicy, policyFile: String, digest: String = "") -> BackupPlan {
    let policy = valid.policy
    let sinks = SinkPlanner(valid.proof)
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
      digest: digest,
      objectives: RecoveryObjectives(policy.objectives),
      secrets: policy.secrets.map { SecretEscrow($0) },
      externals: policy.materials.compactMap { ExternalMaterial($0) },
      jobs: jobs,
      upkeep: upkeep,
      drills: policy.drills.map { DrillPlan($0) },
      restore: RestoreSteps(policy.restore),
      alerts: policy.alerts.map { AlertSettings($0) },
      tools: tools(of: policy),
      targets: targets(of: policy))
  }

  private static func targets(of policy: Policy) -> [DeclaredTarget] {
    let targets = policy.targets
    var all: [DeclaredTarget] = []
    func add(_ settings: any TargetSettings) { all.append(DeclaredTarget(settings)) }
    if let helm = targets.helm { add(KubernetesSettings(helm, as: .chart)) }
    if let kubernetes = targets.kubernetes { add(KubernetesSettings(kubernetes, as: .manifests)) }
    if let systemd = targets.systemd { add(SystemdSettings(systemd, policy.alerts)) }
    if let pgbackrest = targets.pgbackrest { add(PgBackRestSettings(pgbackrest, policy.tools, policy.alerts)) }
    if let github = targets.github { add(GitHubSettings(github)) }
    return all
  }

  private static func tools(of policy: Policy) -> [BackupPlan.ToolVersion] {
    let tools = policy.tools
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
