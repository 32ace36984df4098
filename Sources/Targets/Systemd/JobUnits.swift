import Diagnostics
import Formats
import Planning
import Scripts

/// The units and the script of one job.
struct JobUnits {
  /// The machine that the job runs on.
  let machine: SystemdMachine
  /// The job.
  let job: Job

  private var names: UnitNames { machine.names }
  private var part: String { job.name.value }

  /// Adds the service, its timer and path unit where it has them, and the script.
  func add(to files: inout MachineFiles, _ diagnostics: inout Diagnostics) {
    let lock = RepositoryLocks(machine: machine).file(for: job.shipments)
    let script = RunScript(job: job, plan: machine.plan, site: machine.site(lock: lock))
    let span = job.name.span
    let service = service(script, lock: lock, header: files.header)
    files.add(unit: service.name, service.file, at: span, &diagnostics)
    if let timer = timer(header: files.header) {
      files.add(unit: "\(names.unit(part)).timer", timer.file, at: span, &diagnostics)
    }
    if let path = pathUnit(header: files.header) {
      files.add(unit: "\(names.unit(part)).path", path.file, at: span, &diagnostics)
    }
    files.add(machine.script(part), script.wholeScript(), at: span)
  }

  private func service(_ script: RunScript, lock: String?, header: [String]) -> ServiceUnit {
    let reach = JobReach(machine: machine, captures: job.captures, shipments: job.shipments, lock: lock)
    var service = ServiceUnit(
      names: names, part: part, version: machine.settings.version,
      description: "Backup \(part) of \(names.policy)", command: [machine.script(part)], deadline: job.deadline,
      sandbox: reach.sandbox)
    service.comment = header + notes(lock: lock)
    service.user = job.runAs?.value
    service.credentials = machine.credentials(script.captureSecrets + script.shipSecrets)
    service.after = reach.servers
    service.mounts = reach.mounts
    service.wantedMounts = reach.wantedMounts
    service.lowPriority = job.lowPriority
    service.resources = ResourceControl(job.resources).lines
    if case .onChange = job.trigger { service.startsWithoutLimit = true }
    return service
  }

  private func notes(lock: String?) -> [String] {
    var notes: [String] = []
    if case .manual = job.trigger { notes.append("Started only by hand: systemctl start \(names.unit(part)).service") }
    if lock != nil {
      notes.append("Waits, within its time limit, for other services of this policy that use the same repository.")
    }
    if let bytes = job.stagingBytes {
      notes.append("Needs \(bytes) bytes of space in /var/cache/backstay/\(names.policy)/\(part) while it runs.")
    }
    return notes
  }

  private func timer(header: [String]) -> TimerUnit? {
    let schedules: [Schedule]
    switch job.trigger {
    case .clock(let clock): schedules = clock
    case .onChange(let check, _): schedules = [check]
    case .physical, .manual: return nil
    }
    return TimerUnit(
      comment: header, description: "Schedule of backup \(part) of \(names.policy)",
      service: "\(names.unit(part)).service", schedules: schedules, catchUp: job.catchUp, suspended: job.suspended)
  }

  private func pathUnit(header: [String]) -> PathUnit? {
    guard case .onChange = job.trigger else { return nil }
    var paths: [String] = []
    for capture in job.captures {
      for path in capture.files?.paths ?? [] where !paths.contains(path.value) { paths.append(path.value) }
    }
    if paths.isEmpty { return nil }
    return PathUnit(
      comment: header, description: "Changes that backup \(part) of \(names.policy) captures",
      service: "\(names.unit(part)).service", paths: paths, suspended: job.suspended)
  }
}
