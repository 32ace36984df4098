import Diagnostics
import Formats
import Planning
import Scripts

/// The units and the script of work on a backup's repositories.
struct UpkeepUnits {
  /// The machine that the work is done on.
  let machine: SystemdMachine
  /// The work.
  let upkeep: UpkeepJob

  /// The unit's part of the name. For example: `nightly-reclaim`.
  var part: String { "\(upkeep.backup.value)-\(upkeep.kind.word)" }

  private var names: UnitNames { machine.names }

  /// Adds the service, its timer and the script.
  func add(to files: inout MachineFiles, _ diagnostics: inout Diagnostics) {
    let lock = RepositoryLocks(machine: machine).file(for: upkeep.shipments)
    let service = service(lock: lock, header: files.header)
    files.add(unit: service.name, service.file, at: upkeep.origin, &diagnostics)
    let timer = TimerUnit(
      comment: files.header,
      description: "Schedule of \(upkeep.kind.word) for backup \(upkeep.backup.value) of \(names.policy)",
      service: service.name, schedules: upkeep.schedules, catchUp: true)
    files.add(unit: "\(names.unit(part)).timer", timer.file, at: upkeep.origin, &diagnostics)
    let script = RunScript.upkeepScript(upkeep, plan: machine.plan, site: machine.site(lock: lock))
    files.add(machine.script(part), script, at: upkeep.origin)
  }

  private func service(lock: String?, header: [String]) -> ServiceUnit {
    let reach = JobReach(machine: machine, captures: [], shipments: upkeep.shipments, lock: lock)
    var service = ServiceUnit(
      names: names, part: part, version: machine.settings.version, description: description,
      command: [machine.script(part)], deadline: upkeep.deadline, sandbox: reach.sandbox)
    service.comment = header
    service.mounts = reach.mounts
    service.wantedMounts = reach.wantedMounts
    if let job = machine.job(named: upkeep.backup.value) {
      service.user = job.runAs?.value
      service.lowPriority = job.lowPriority
      let script = RunScript(job: job, plan: machine.plan, site: machine.site())
      service.credentials = machine.credentials(script.shipSecrets)
    }
    return service
  }

  private var description: String {
    switch upkeep.kind {
    case .reclaim: "Free the space of expired copies of backup \(upkeep.backup.value) of \(names.policy)"
    case .check: "Check the repositories of backup \(upkeep.backup.value) of \(names.policy)"
    }
  }
}
