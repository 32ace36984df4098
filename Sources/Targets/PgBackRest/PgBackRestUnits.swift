import Diagnostics
import Formats
import Planning
import Schedules

/// The timers and services: a full, a differential and an incremental one for each repository, `stanza-create`, `check`
/// and `verify`.
struct PgBackRestUnits {
  let setup: PgBackRestSetup
  let header: [String]

  /// A service with the times at which it starts; without them it is started by another, or by hand.
  struct Timed {
    let service: ServiceUnit
    var extra: [(section: String, key: String, value: UnitValue)] = []
    var schedules: [Schedule] = []
    /// Whether it is suspended with the backup, and makes up missed runs as the backup does.
    var isSuspendable = true

    /// The timer's full name, where there is one.
    var timer: String? {
      schedules.isEmpty ? nil : String(service.name.dropLast("service".count)) + "timer"
    }
  }

  /// Adds all units.
  func add(to files: inout MachineFiles, _ diagnostics: inout Diagnostics) {
    for unit in all { add(unit, to: &files, &diagnostics) }
    if let watch = archiveWatch { add(watch, to: &files, &diagnostics) }
  }

  /// All units except the WAL watch, each after those that it waits for.
  var all: [Timed] {
    var units = [Timed(service: stanzaCreate, extra: Self.onceABoot)]
    for repository in setup.repositories {
      for backup in backups(of: repository) {
        units.append(
          Timed(
            service: service(for: backup), extra: afterStanza + sayingSuccess(of: backup), schedules: backup.schedules))
      }
      if setup.verifies {
        let (service, schedules) = verify(repository)
        units.append(Timed(service: service, schedules: schedules))
      }
    }
    units.append(Timed(service: check, extra: afterStanza, schedules: [daily(hour: 11)]))
    return units
  }

  /// One kind of backup into one repository.
  struct Backup {
    enum Kind: String {
      case full, differential, incremental

      /// The word that begins a sentence.
      var description: String {
        switch self {
        case .full: "Full"
        case .differential: "Differential"
        case .incremental: "Incremental"
        }
      }

      /// pgbackrest's word.
      var option: String {
        switch self {
        case .full: "full"
        case .differential: "diff"
        case .incremental: "incr"
        }
      }
    }

    let kind: Kind
    let repository: PgBackRestRepository
    let schedules: [Schedule]

    /// What distinguishes its units from others of the backup `job`.
    func part(of job: String) -> String { "\(job)-\(repository.shipment.sink.value)-\(kind.rawValue)" }
  }

  /// The service that checks every minute how long WAL waits, if that has a bound and there are alerts.
  ///
  /// It also runs while backups are suspended, because the server still archives.
  var archiveWatch: Timed? {
    guard setup.watchesArchive else { return nil }
    let service = service(
      setup.archiveWatchPart, "Watch the WAL archiving of \(setup.stanza)", [setup.archiveWatchProgram],
      deadline: 50, on: [], network: Network.none)
    // systemd's own lines about each start and end, two a minute, would bury the rest of the log.
    let minutes = CronFields(minutes: CronFields.allMinutes, hours: CronFields.allHours)
    return Timed(
      service: service, extra: [("Service", "LogLevelMax", .literal("notice"))],
      schedules: [Schedule(clock: ClockSchedule([minutes]), origin: setup.job.name.span)], isSuspendable: false)
  }

  /// The kinds that run, each without the instants at which a higher one does.
  func backups(of repository: PgBackRestRepository) -> [Backup] {
    func backup(_ kind: Backup.Kind, _ schedules: [Schedule]) -> Backup {
      Backup(kind: kind, repository: repository, schedules: schedules)
    }
    guard case .physical(let trigger) = repository.shipment.trigger ?? setup.job.trigger else {
      return [backup(.full, []), backup(.differential, []), backup(.incremental, [])]
    }
    let differential = ScheduleDifference(trigger.differential, without: trigger.full).schedules
    let incremental = ScheduleDifference(trigger.incremental, without: trigger.full + trigger.differential).schedules
    return [backup(.full, trigger.full)]
      + (differential.isEmpty ? [] : [backup(.differential, differential)])
      + (incremental.isEmpty ? [] : [backup(.incremental, incremental)])
  }

  private func service(for backup: Backup) -> ServiceUnit {
    let repository = backup.repository
    let deadline = setup.job.deadline
    // pgbackrest makes one backup of a stanza at a time and fails a second one; those that start together, for two
    // repositories or after the machine was down, wait for each other. `timeout` counts without the wait.
    let command =
      ["/usr/bin/flock", "--exclusive", "\(setup.lockFolder)/backstay-\(setup.names.policy).flock"]
      + ["/usr/bin/timeout", "--kill-after=60", "\(deadline)"]
      + pgbackrest(["--repo=\(repository.number)", "--type=\(backup.kind.option)", "backup"])
    return service(
      backup.part(of: setup.job.name.value),
      "\(backup.kind.description) backup of \(setup.stanza) to \(repository.shipment.sink.value)",
      command, deadline: deadline * 3 * setup.repositories.count + 120, on: [repository])
  }

  private var stanzaCreate: ServiceUnit {
    service(
      "\(setup.job.name.value)-stanza", "Create stanza \(setup.stanza) in each repository",
      pgbackrest(["stanza-create"]),
      deadline: 600)
  }

  private var check: ServiceUnit {
    service(
      "\(setup.job.name.value)-check", "Check that WAL of \(setup.stanza) reaches each repository",
      pgbackrest(["check"]), deadline: 900)
  }

  private func verify(_ repository: PgBackRestRepository) -> (ServiceUnit, [Schedule]) {
    let asked = setup.upkeep.filter {
      $0.kind != .reclaim && $0.shipments.contains { $0.sink.value == repository.shipment.sink.value }
    }
    let service = service(
      "\(setup.job.name.value)-\(repository.shipment.sink.value)-verify",
      "Verify the backups of \(setup.stanza) in \(repository.shipment.sink.value)",
      [setup.verifyProgram, "--stanza=\(setup.stanza)", "--repo=\(repository.number)"],
      deadline: asked.map { $0.deadline }.max() ?? 21_600, on: [repository])
    return (service, asked.isEmpty ? [daily(hour: 13, weekdays: 1)] : asked.flatMap { $0.schedules })
  }

  private func pgbackrest(_ arguments: [String]) -> [String] {
    [setup.program, "--stanza=\(setup.stanza)"] + arguments
  }

  // A service of one repository runs also where the disk of another is missing; without `repository` it is of all.
  private func service(
    _ part: String, _ description: String, _ command: [String], deadline: Int,
    on repository: [PgBackRestRepository]? = nil, network: Network? = nil
  ) -> ServiceUnit {
    let folders = (repository ?? setup.repositories).compactMap { $0.folder?.value }
    var service = ServiceUnit(
      names: setup.names, part: part, version: setup.settings.systemdVersion, description: description,
      command: command, deadline: deadline, sandbox: sandbox(folders, network ?? self.network))
    service.comment = header
    service.user = setup.user
    service.after = ["postgresql.service"]
    service.mounts = folders
    service.lowPriority = setup.job.lowPriority
    return service
  }

  // The store's own addresses are names; so is the resolver's answer.
  private var network: Network { setup.repositories.allSatisfy { $0.folder != nil } ? .none : .names }

  private func sandbox(_ folders: [String], _ network: Network) -> Sandbox {
    var sandbox = Sandbox(network: network)
    sandbox.writable = [setup.lockFolder, setup.logFolder] + folders
    if setup.settings.metrics != nil { sandbox.writable.append("-\(setup.names.metrics)") }
    sandbox.visible = [setup.dataDirectory] + (setup.socket.map { [$0.value] } ?? [])
    return sandbox
  }

  // Not from the policy: a minute per policy, so that a fleet doesn't access one store all at once.
  private func daily(hour: Int, weekdays: UInt8? = nil) -> Schedule {
    var hash: UInt32 = 0x811C_9DC5
    for byte in "\(setup.names.policy)/\(setup.job.name.value)".utf8 { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
    let fields = CronFields(minutes: 1 << UInt64(hash % 60), hours: 1 << UInt32(hour), daysOfWeek: weekdays)
    return Schedule(clock: ClockSchedule([fields]), origin: setup.job.name.span)
  }

  private func sayingSuccess(of backup: Backup) -> [(section: String, key: String, value: UnitValue)] {
    guard setup.settings.metrics != nil else { return [] }
    let labels = ExpositionText.labels([
      ("policy", setup.names.policy), ("backup", setup.job.name.value), ("sink", backup.repository.shipment.sink.value),
      ("kind", backup.kind.rawValue),
    ])
    return [
      (
        "Service", "ExecStartPost",
        .command([setup.successProgram, setup.names.metrics(of: backup.part(of: setup.job.name.value)), labels])
      )
    ]
  }

  private var stanzaUnit: String { stanzaCreate.name }

  // Not `Requires=`: where `stanza-create` fails for one repository, the backups into the others still run.
  private var afterStanza: [(section: String, key: String, value: UnitValue)] {
    [("Unit", "Wants", .units([stanzaUnit])), ("Unit", "After", .units([stanzaUnit]))]
  }

  // It does nothing where the stanza is right. It needs the lock that archiving holds while there is WAL to push, so once
  // a boot is enough, and a failure is tried again.
  private static let onceABoot: [(section: String, key: String, value: UnitValue)] = [
    ("Unit", "StartLimitIntervalSec", .literal("1h")), ("Unit", "StartLimitBurst", .literal("10")),
    ("Service", "RemainAfterExit", .literal("yes")), ("Service", "Restart", .literal("on-failure")),
    ("Service", "RestartSec", .literal("60")),
  ]

  private func add(_ unit: Timed, to files: inout MachineFiles, _ diagnostics: inout Diagnostics) {
    var file = unit.service.file
    for (section, key, value) in unit.extra {
      for index in file.sections.indices where file.sections[index].name == section {
        file.sections[index].append(key, value)
      }
    }
    files.add(unit: unit.service.name, file, at: setup.job.name.span, &diagnostics)
    guard let name = unit.timer else { return }
    let timer = TimerUnit(
      comment: header, description: "Schedule: \(unit.service.description)", service: unit.service.name,
      schedules: unit.schedules, catchUp: unit.isSuspendable && setup.job.catchUp,
      suspended: unit.isSuspendable && setup.job.suspended)
    files.add(unit: name, timer.file, at: setup.job.name.span, &diagnostics)
  }
}
