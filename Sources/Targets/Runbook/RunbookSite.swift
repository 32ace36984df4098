import Diagnostics
import Formats
import Planning

/// Where a restore takes place: what its commands find, and where.
struct RunbookSite {
  let plan: BackupPlan
  /// Absent on a machine.
  let cluster: RunbookCluster?
  /// What the targets run on the machine: a restore brings back all of it.
  private let machines: [any Machine]

  private init(_ plan: BackupPlan, cluster: RunbookCluster? = nil, machines: [any Machine] = []) {
    self.plan = plan
    self.cluster = cluster
    self.machines = machines
  }

  /// The places in which a policy's targets run.
  static func all(of plan: BackupPlan) -> [RunbookSite] {
    let machines = plan.machines
    let sites = machines.isEmpty ? [] : [RunbookSite(plan, machines: machines)]
    // If all backups are physical, a cluster has none of them.
    guard plan.jobs.contains(where: { !$0.isPhysical }) else { return sites }
    return sites + plan.clusters.map { RunbookSite(plan, cluster: RunbookCluster(settings: $0)) }
  }

  /// The name of the file.
  var fileName: String { cluster.map { "\($0.settings.target).md" } ?? "machine.md" }

  /// The backups that scripts make here; pgbackrest makes the others.
  var jobs: [Job] {
    plan.jobs.filter { job in
      !job.isPhysical && (cluster != nil || machines.contains { $0.carries(job) })
    }
  }

  /// The backup by pgbackrest, where there is one.
  var physical: PgBackRestSetup? { cluster == nil ? PgBackRestSetup(plan) : nil }

  /// The names of the policy's units and folders.
  var names: UnitNames { UnitNames(policy: plan.name.value) }

  /// The folder that all is fetched to.
  var restored: String { cluster == nil ? "/var/tmp/restore-\(plan.name.value)" : "/restored" }

  private var bindings: [MachineBinding] { machines.flatMap { $0.bindings } }

  /// What starts backups here, each once.
  private var schedulers: [MachineScheduler] {
    var schedulers: [MachineScheduler] = []
    for machine in machines where !schedulers.contains(where: { $0.name == machine.scheduler.name }) {
      schedulers.append(machine.scheduler)
    }
    return schedulers
  }

  /// The file of a secret.
  func file(ofSecret secret: Text) -> String {
    if cluster != nil { return "/run/secrets/backstay/\(secret.value)" }
    return bindings.file(ofSecret: secret.value, names)
  }

  /// Where a person finds a secret.
  func place(ofSecret secret: Text) -> MarkdownText {
    guard let cluster else { return .code(file(ofSecret: secret)) }
    guard let holder = cluster.holder(of: secret) else { return "not bound" }
    return "\(holder.isConfigMap ? "ConfigMap" : "Secret") \(code: holder.object), key \(code: holder.key)"
  }

  /// Where the server of a material listens.
  func connection(of material: Text, _ source: PostgreSQLSource) -> PostgreSQLSource.Connection {
    if let cluster { return cluster.host(of: material).map { .host($0) } ?? source.connection }
    return bindings.connection(of: material.value) ?? source.connection
  }

  /// What the page is for.
  var scope: MarkdownText {
    guard let cluster else {
      return
        "For the machine that was backed up, or a replacement with the same system. Run everything there as root."
    }
    return
      "For the namespace \(code: cluster.settings.namespace.value) of the cluster that was backed up, or of a replacement. Run everything where \(code: "kubectl") reaches it, with permission to create pods, Secrets and NetworkPolicies there."
  }

  /// The command that stops backups from starting.
  var pauseCommand: String {
    cluster.map { suspending(true, $0) } ?? schedulers.map { $0.pause }.joined(separator: "; ")
  }

  private func suspending(_ isSuspended: Bool, _ cluster: RunbookCluster) -> String {
    "kubectl --namespace \(cluster.settings.namespace.value) get cronjobs --selector app.kubernetes.io/name=backstay --output name | xargs -n 1 kubectl --namespace \(cluster.settings.namespace.value) patch --patch '{\"spec\": {\"suspend\": \(isSuspended)}}'"
  }

  /// What to do when the restore works, in order.
  var afterwards: [MarkdownText] {
    var steps: [MarkdownText] = []
    if let cluster {
      steps.append(
        "Install the backups again if they are gone, and resume them: \(code: suspending(false, cluster)).")
      steps.append(
        "Make new copies, and check that each run succeeds: \(code: "kubectl --namespace \(cluster.settings.namespace.value) create job --from=cronjob/NAME by-hand")."
      )
    } else {
      for machine in machines {
        let backups = jobs.filter { machine.carries($0) }.map { $0.name.value }
        if backups.isEmpty { continue }
        steps.append("Make new copies, and check that it succeeds: \(code: machine.scheduler.start(backups)).")
      }
      for scheduler in schedulers { steps.append("Resume the backups: \(scheduler.resume).") }
    }
    if !plan.secrets.isEmpty {
      steps.append("Rotate every secret that somebody may have seen.")
    }
    return steps
  }
}
