import Diagnostics
import Formats
import Planning

/// Where a restore is done: what its commands find, and where.
struct RunbookSite {
  let plan: BackupPlan
  /// Absent on a machine.
  var cluster: RunbookCluster?

  /// The places that a policy's targets imply.
  static func all(of plan: BackupPlan) -> [RunbookSite] {
    var sites: [RunbookSite] = []
    if plan.systemd != nil || plan.pgbackrest != nil { sites.append(RunbookSite(plan: plan)) }
    // Where all backups are physical, a cluster has none of them.
    guard plan.jobs.contains(where: { !$0.isPhysical }) else { return sites }
    if let settings = plan.helm {
      sites.append(RunbookSite(plan: plan, cluster: RunbookCluster(settings: settings, target: "helm")))
    }
    if let settings = plan.kubernetes {
      sites.append(RunbookSite(plan: plan, cluster: RunbookCluster(settings: settings, target: "kubernetes")))
    }
    return sites
  }

  /// The name of the file.
  var fileName: String { cluster.map { "\($0.target).md" } ?? "machine.md" }

  /// The backups by scripts that are carried out here; pgbackrest has the others.
  var jobs: [Job] { plan.systemd == nil && cluster == nil ? [] : plan.jobs.filter { !$0.isPhysical } }

  /// The backup by pgbackrest, where there is one.
  var physical: PgBackRestSetup? { cluster == nil ? PgBackRestSetup(plan) : nil }

  /// The names of the policy's units and folders.
  var names: UnitNames { UnitNames(policy: plan.name.value) }

  /// The folder that all is fetched to.
  var restored: String { cluster == nil ? "/var/tmp/restore-\(plan.name.value)" : "/restored" }

  private var bindings: [MachinePlace] { (plan.systemd?.bindings ?? []) + (plan.pgbackrest?.bindings ?? []) }

  /// The file of a secret.
  func file(ofSecret secret: Text) -> String {
    if cluster != nil { return "/run/secrets/backstay/\(secret.value)" }
    for binding in bindings where binding.name.value == secret.value {
      if case .file(let path) = binding.object { return path.value }
    }
    return "\(names.secrets)/\(secret.value)"
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
    for binding in bindings where binding.name.value == material.value {
      switch binding.object {
      case .host(let host): return .host(host)
      case .socket(let folder): return .socket(folder)
      case .file: continue
      }
    }
    return source.connection
  }

  /// What the page is for.
  var scope: MarkdownText {
    guard let cluster else {
      return
        "For the machine that was backed up, or a replacement with the same system. Run everything there as root."
    }
    return
      "For the namespace \(code: cluster.settings.namespace.value) of the cluster that was backed up, or of a replacement. Run everything where \(code: "kubectl") reaches it, as somebody who may make pods, Secrets and NetworkPolicies there."
  }

  /// The command that keeps backups from starting.
  var pauseCommand: String {
    guard let cluster else {
      return "systemctl stop 'backstay-\(plan.name.value)-*.timer' 'backstay-\(plan.name.value)-*.path'"
    }
    return suspending(true, cluster)
  }

  private func suspending(_ isSuspended: Bool, _ cluster: RunbookCluster) -> String {
    "kubectl --namespace \(cluster.settings.namespace.value) get cronjobs --selector app.kubernetes.io/name=backstay --output name | xargs -n 1 kubectl --namespace \(cluster.settings.namespace.value) patch --patch '{\"spec\": {\"suspend\": \(isSuspended)}}'"
  }

  /// What to do when the restore works, in order.
  var afterwards: [MarkdownText] {
    var steps: [MarkdownText] = []
    if let cluster {
      steps.append(
        "Install the backups again if they are gone, and let them start: \(code: suspending(false, cluster)).")
      steps.append(
        "Make new copies, and see that each succeeds: \(code: "kubectl --namespace \(cluster.settings.namespace.value) create job --from=cronjob/NAME by-hand")."
      )
    } else {
      if !jobs.isEmpty {
        let units = jobs.map { "\(names.unit($0.name.value)).service" }.joined(separator: " ")
        steps.append("Make new copies, and see that it succeeds: \(code: "systemctl start \(units)").")
      }
      steps.append(
        "Let the backups start again: \(code: "systemctl start 'backstay-\(plan.name.value)-*.timer'") after the generated units were enabled, or a reboot."
      )
    }
    if !plan.secrets.isEmpty {
      steps.append("Replace each secret that somebody may have seen.")
    }
    return steps
  }
}
