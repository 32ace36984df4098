import Diagnostics
import Planning
import Scripts

/// One policy on one machine: what its units have in common.
struct SystemdMachine {
  /// The whole plan.
  let plan: BackupPlan
  /// What the policy says of the machine.
  let settings: SystemdSettings

  /// The names of the policy's units and folders.
  var names: UnitNames { UnitNames(policy: plan.name.value) }

  /// The site of scripts here: with a lock that services share or, without one, the service's own.
  func site(lock: String? = nil) -> ScriptSite {
    guard let lock else { return .systemd(settings, names: names) }
    return .systemd(settings, names: names, lock: .absolute(lock))
  }

  /// The jobs that run here; the target `pgbackrest` runs the physical ones.
  var jobs: [Job] { plan.jobs.filter { !$0.isPhysical } }

  /// The jobs that a drill restores here.
  func jobs(of drill: DrillPlan) -> [Job] { drill.jobs(of: plan).filter { !$0.isPhysical } }

  /// The work on repositories that only jobs from here write to.
  var upkeep: [UpkeepJob] { plan.upkeep.filter { upkeep in job(named: upkeep.backup.value) != nil } }

  /// The drills that restore backups from here.
  var drills: [DrillPlan] { plan.drills.filter { drill in drill.jobs(of: plan).contains { !$0.isPhysical } } }

  /// The job for a backup, if it runs here.
  func job(named name: String) -> Job? { jobs.first { $0.name.value == name } }

  /// The operating-system user of a job and of the work on its repositories.
  func user(of job: Job) -> String { job.runAs?.value ?? names.user }

  /// The absolute path of the script of the unit whose name ends in `part`.
  func script(_ part: String) -> String { "\(names.programs)/\(part)" }

  /// Where a secret's file is.
  func file(ofSecret secret: String) -> String {
    settings.bindings.file(ofSecret: secret, names)
  }

  /// Where a material's server listens on this machine.
  func connection(of capture: Capture) -> PostgreSQLSource.Connection? {
    if let bound = settings.bindings.connection(of: capture.material.value) { return bound }
    if case .postgresql(let server) = capture.source { return server.connection }
    return nil
  }

  /// The secrets as systemd passes them, each once.
  func credentials(_ secrets: [Text]) -> [ServiceUnit.Credential] {
    var credentials: [ServiceUnit.Credential] = []
    for secret in secrets where !credentials.contains(where: { $0.name == secret.value }) {
      credentials.append(.init(name: secret.value, file: file(ofSecret: secret.value)))
    }
    return credentials
  }
}
