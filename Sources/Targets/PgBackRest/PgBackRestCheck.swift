import Diagnostics
import Planning
import Scripts

/// Finds what of a plan pgbackrest, or this target, can't carry out.
struct PgBackRestCheck {
  let plan: BackupPlan
  let settings: PgBackRestSettings

  /// Reports each at the policy's line.
  func report(_ diagnostics: inout Diagnostics) {
    reportVersions(&diagnostics)
    let physical = plan.jobs.filter { $0.isPhysical }
    for job in plan.jobs where !physical.isEmpty && !plan.isCarried(job) {
      diagnostics.refuse(
        "`\(job.name.value)` is not a physical backup, and `pgbackrest` renders no other",
        help: "declare a target for it too, such as `systemd`, or give its material `method: pgbackrest`",
        at: job.name.span)
    }
    guard let job = physical.first else {
      diagnostics.refuse(
        "no backup has the method `pgbackrest`",
        help: "remove the target `pgbackrest`, or give a backup `method: pgbackrest`", at: settings.origin)
      return
    }
    for other in physical.dropFirst() {
      diagnostics.refuse(
        "`\(other.name.value)` is a second physical backup, and one configuration holds one",
        help: "add its sinks to `\(job.name.value)`, or give another server a policy of its own", at: other.name.span)
    }
    // The systemd target's programs lie in the same folder, named as their backups.
    for other in plan.jobs where PgBackRestSetup.programs.contains(other.name.value) {
      diagnostics.refuse(
        "`\(other.name.value)` is the name of a program of target `pgbackrest`", help: "give the backup another name",
        at: other.name.span)
    }
    report(job, &diagnostics)
  }

  private func reportVersions(_ diagnostics: inout Diagnostics) {
    if settings.version < PgBackRestVersion.oldest {
      diagnostics.refuse(
        "pgbackrest \(settings.version.text) is older than \(PgBackRestVersion.oldest.text), the oldest supported",
        help: "use a newer pgbackrest: PostgreSQL's own package repositories have it for old distributions too",
        at: settings.origin)
    }
    if settings.systemdVersion < SystemdVersion.oldest {
      diagnostics.refuse(
        "systemd \(settings.systemdVersion) is older than \(SystemdVersion.oldest), the oldest supported",
        at: settings.origin)
    }
  }

  private func report(_ job: Job, _ diagnostics: inout Diagnostics) {
    for name in [plan.name, job.name] + job.shipments.map({ $0.sink }) where !UnitNames.isPlain(name.value) {
      diagnostics.refuse(
        "`\(name.value)` can't be part of a unit's name", help: "use letters, digits, `-`, `_` and `.` only",
        at: name.span)
    }
    if job.captures.count > 1 || job.captures.contains(where: { $0.method != .pgbackrest }) {
      let others = job.captures.filter { $0.method != .pgbackrest }
      let what = others.first.map { "the method `\($0.method.word)`" } ?? "a second server"
      diagnostics.refuse(
        "`\(job.name.value)` has \(what), and a pgbackrest backup is of one server",
        help: "give it a backup of its own", at: job.name.span)
    }
    for extra in job.extras {
      diagnostics.refuse("`\(extra.key)` is not supported by target `pgbackrest`", at: extra.origin)
    }
    if job.verification == .restore {
      diagnostics.refuse(
        "`verify: restore` is not supported by target `pgbackrest`",
        help: "use `read`: page checksums when the backup is made, and pgbackrest's own verify", at: job.name.span)
    }
    if job.resources != nil {
      diagnostics.refuse(
        "`resources` of `\(job.name.value)` are not supported by target `pgbackrest`",
        help: "use `priority: low`, or limit the services by a drop-in", at: job.name.span)
    }
    PgBackRestTriggerCheck(job: job).report(&diagnostics)
    for capture in job.captures where capture.method == .pgbackrest { report(capture, of: job, &diagnostics) }
    for shipment in job.shipments {
      PgBackRestShipmentCheck(shipment: shipment, trigger: shipment.trigger ?? job.trigger, version: settings.version)
        .report(&diagnostics)
    }
    for upkeep in plan.upkeep where upkeep.backup.value == job.name.value { report(upkeep, &diagnostics) }
  }

  private func report(_ upkeep: UpkeepJob, _ diagnostics: inout Diagnostics) {
    switch upkeep.kind {
    case .reclaim:
      diagnostics.refuse(
        "`reclaim` is no work of its own in pgbackrest, which frees space when it expires", help: "remove it",
        at: upkeep.origin)
    case .check where settings.version < PgBackRestVersion.verify:
      diagnostics.refuse(
        "`check` needs pgbackrest \(PgBackRestVersion.verify.text), the first that verifies a repository",
        at: upkeep.origin)
    case .check(let percent) where percent < 100:
      diagnostics.report(
        .checkReadsAll, .init("pgbackrest has no partial verify: it reads all data, not \(percent) %"),
        at: upkeep.origin)
    case .check: break
    }
  }

  private func report(_ capture: Capture, of job: Job, _ diagnostics: inout Diagnostics) {
    guard case .postgresql(let source) = capture.source else {
      diagnostics.refuse(
        "`\(capture.material.value)` is no PostgreSQL server, and pgbackrest backs up nothing else",
        at: capture.material.span)
      return
    }
    func refuse(_ text: String, help: String? = nil) { diagnostics.refuse(text, help: help, at: source.origin) }
    if let first = PgBackRestVersion.first(for: source.serverVersion) {
      if settings.version < first, settings.version >= PgBackRestVersion.oldest {
        refuse("PostgreSQL \(source.serverVersion) needs pgbackrest \(first.text), not \(settings.version.text)")
      }
    } else {
      refuse("no version of pgbackrest is known to support PostgreSQL \(source.serverVersion)")
    }
    if source.managed { refuse("a managed server's files can't be read: pgbackrest must run beside the server") }
    let paths = [source.dataDirectory, PgBackRestSetup.socket(of: capture.material, source, settings)]
    for case let path? in paths { diagnostics.refuseEmptyPart(of: path.value, at: path.span) }
    if source.dataDirectory == nil { refuse("pgbackrest needs the server's `dataDirectory`") }
    if PgBackRestSetup.socket(of: capture.material, source, settings) == nil {
      refuse(
        "pgbackrest runs on the server's own machine and speaks to it over its Unix socket, not over TCP",
        help: "say `socket: /run/postgresql` in place of `host`, or bind it so for this target")
    }
    if case .certificate = source.authentication { refuse("there are no client certificates on a Unix socket") }
    if source.standbyMaximumLag != nil { refuse("`readFrom: standby` is not supported by target `pgbackrest`") }
    if let table = source.excludedTables.first ?? source.excludedTableData.first {
      diagnostics.refuse("a physical backup can't leave out tables", at: table.span)
    }
    if source.minimumTables != 1 { refuse("a physical backup counts no tables") }
    let stanza = source.stanza
    if !UnitNames.isPlain(stanza.value) || stanza.value == "global" {
      diagnostics.refuse(
        "`\(stanza.value)` can't be a stanza's name", help: "use letters, digits, `-`, `_` and `.` only",
        at: stanza.span)
    }
  }
}
