import Diagnostics
import Formats
import Planning

/// Where a restore is done: what its commands find, and where.
struct RunbookSite {
  let plan: BackupPlan

  /// The places that a policy's targets imply.
  static func all(of plan: BackupPlan) -> [RunbookSite] {
    plan.systemd != nil || plan.pgbackrest != nil ? [RunbookSite(plan: plan)] : []
  }

  /// The name of the file.
  var fileName: String { "machine.md" }

  /// The backups by scripts that are carried out here; pgbackrest has the others.
  var jobs: [Job] { plan.systemd == nil ? [] : plan.jobs.filter { !$0.isPhysical } }

  /// The backup by pgbackrest, where there is one.
  var physical: PgBackRestSetup? { PgBackRestSetup(plan) }

  /// The names of the policy's units and folders.
  var names: UnitNames { UnitNames(policy: plan.name.value) }

  /// The folder that all is fetched to.
  var restored: String { "/var/tmp/restore-\(plan.name.value)" }

  private var bindings: [HostBinding] { (plan.systemd?.bindings ?? []) + (plan.pgbackrest?.bindings ?? []) }

  /// The file of a secret.
  func file(ofSecret secret: Text) -> String {
    for binding in bindings where binding.name.value == secret.value {
      if case .file(let path) = binding.object { return path.value }
    }
    return "\(names.secrets)/\(secret.value)"
  }

  /// Where the server of a material listens.
  func connection(of material: Text, _ source: PostgreSQLSource) -> PostgreSQLSource.Connection {
    for binding in bindings where binding.name.value == material.value {
      switch binding.object {
      case .host(let host): return .host(host)
      case .socket(let folder): return .socket(folder)
      case .file: continue
      }
    }
    return source.connection
  }

  /// The folder of a sink that is one here.
  func folder(of shipment: Shipment) -> String? { shipment.folder?.value }

  /// What the page is for.
  var scope: MarkdownText {
    "For the machine that was backed up, or a replacement of it with the same system. Commands are run as root there."
  }

  /// The command that keeps backups from starting.
  var pauseCommand: String {
    "systemctl stop 'backstay-\(plan.name.value)-*.timer' 'backstay-\(plan.name.value)-*.path'"
  }

  /// What to do when the restore works, in order.
  var afterwards: [MarkdownText] {
    var steps: [MarkdownText] = []
    for job in jobs {
      steps.append(
        "Make a new copy: \(code: "systemctl start \(names.unit(job.name.value)).service"), and see that it succeeds.")
    }
    steps.append(
      "Let the backups start again: \(code: "systemctl start 'backstay-\(plan.name.value)-*.timer'") after the generated units were enabled, or a reboot."
    )
    if !plan.secrets.isEmpty {
      steps.append(
        "Replace each secret that somebody may have seen: \(RunbookWords.codes(plan.secrets.map { $0.name })).")
    }
    return steps
  }
}
