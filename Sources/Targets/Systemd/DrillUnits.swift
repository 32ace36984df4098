import Diagnostics
import Formats
import Planning
import Scripts

/// The units and the script of one drill.
struct DrillUnits {
  /// The machine that the drill runs on.
  let machine: SystemdMachine
  /// The drill.
  let drill: DrillPlan

  /// The unit's part of the name. For example: `drill-quarterly`.
  var part: String { "drill-\(drill.name.value)" }

  private var names: UnitNames { machine.names }

  /// The drill's scripts on this machine.
  var script: DrillScript {
    let sinks = DrillScript(drill: drill, plan: machine.plan, site: site).sinks
    let locks = RepositoryLocks(machine: machine)
    return DrillScript(
      drill: drill, plan: machine.plan, site: site,
      locks: sinks.compactMap { sink in
        locks.file(for: sink.uses.map { $0.shipment }).map { (sink.name.value, $0) }
      })
  }

  private var site: ScriptSite { machine.site() }

  /// The user who owns the folders of copies that the drill reads, as the backups' writer; `nil` if there are none.
  var owners: [String] {
    var owners: [String] = []
    for job in machine.jobs(of: drill) where job.shipments.contains(where: { $0.folder != nil }) {
      if !owners.contains(machine.user(of: job)) { owners.append(machine.user(of: job)) }
    }
    return owners
  }

  /// Adds the service, its timer and the script.
  func add(to files: inout MachineFiles, _ diagnostics: inout Diagnostics) {
    let script = script
    let span = drill.name.span
    let service = service(script, header: files.header)
    files.add(unit: service.name, service.file, at: span, &diagnostics)
    let timer = TimerUnit(
      comment: files.header, description: "Schedule of drill \(drill.name.value) of \(names.policy)",
      service: service.name, schedules: [drill.schedule], catchUp: true)
    files.add(unit: "\(names.unit(part)).timer", timer.file, at: span, &diagnostics)
    files.add(machine.script(part), script.wholeScript(), at: span)
  }

  private func service(_ script: DrillScript, header: [String]) -> ServiceUnit {
    var reach = JobReach(machine: machine, reading: script.sinks.compactMap { $0.uses.first?.shipment })
    if !script.locks.isEmpty { reach.sandbox.writable.append(RepositoryLocks(machine: machine).folder) }
    for capture in script.jobs.flatMap({ $0.captures }) {
      // A drill doesn't touch the sources.
      guard case .socket(let folder)? = machine.connection(of: capture) else { continue }
      if !reach.sandbox.hidden.contains(folder.value) { reach.sandbox.hidden.append(folder.value) }
    }
    var service = ServiceUnit(
      names: names, part: part, version: machine.settings.version,
      description: "Drill \(drill.name.value) of \(names.policy)", command: [machine.script(part)],
      deadline: drill.deadline, sandbox: reach.sandbox)
    service.comment = header + notes
    service.user = owners.first
    service.state = "backstay/\(names.policy)/drills/\(drill.name.value)"
    service.credentials = machine.credentials(script.secrets)
    service.mounts = reach.mounts
    service.wantedMounts = reach.wantedMounts
    service.lowPriority = script.jobs.allSatisfy { $0.lowPriority }
    return service
  }

  private var notes: [String] {
    var notes = ["Restores the newest copies to a temporary server; doesn't use the source."]
    if let bytes = drill.scratchBytes(for: script.jobs) {
      notes.append("Needs \(bytes) bytes of space in /var/cache/backstay/\(names.policy)/\(part) while it runs.")
    }
    return notes
  }
}
