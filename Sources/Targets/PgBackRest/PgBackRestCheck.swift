import Diagnostics
import Planning
import Scripts

/// Finds what of a plan pgbackrest or this target doesn't support.
struct PgBackRestCheck {
  let plan: BackupPlan
  let settings: PgBackRestSettings

  /// Reports each at the policy's line.
  func report(_ diagnostics: inout Diagnostics) {
    reportVersions(&diagnostics)
    let physical = plan.jobs.filter { $0.isPhysical }
    for job in plan.jobs where !physical.isEmpty && !plan.isCarried(job) {
      diagnostics.refuse(
        "`\(job.name.value)` is not a physical backup, and `pgbackrest` supports no others",
        help: "declare another target for it, such as `systemd`, or give its material `method: pgbackrest`",
        at: job.name.span)
    }
    guard let job = physical.first else {
      diagnostics.refuse(
        "no backup has the method `pgbackrest`",
        help: "remove the target `pgbackrest`, or give a material `method: pgbackrest`", at: settings.origin)
      return
    }
    for other in physical.dropFirst() {
      diagnostics.refuse(
        "`\(other.name.value)` is a second physical backup, but a policy can have only one",
        help: "add its sinks to `\(job.name.value)`, or write a separate policy for another server", at: other.name.span
      )
    }
    // The systemd target's programs are in the same folder, named after their backups.
    for other in plan.jobs where PgBackRestSetup.programs.contains(other.name.value) {
      diagnostics.refuse(
        "target `pgbackrest` has a program named `\(other.name.value)`", help: "rename the backup",
        at: other.name.span)
    }
    report(job, &diagnostics)
  }

  private func reportVersions(_ diagnostics: inout Diagnostics) {
    if settings.version < PgBackRestVersion.oldest {
      diagnostics.refuse(
        "pgbackrest \(settings.version.text) is older than \(PgBackRestVersion.oldest.text), the oldest supported",
        help: "use a newer pgbackrest: PostgreSQL's package repositories have it for old distributions, too",
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
        "`\(name.value)` can't be part of a unit's name", help: "use only letters, digits, `-`, `_` and `.`",
        at: name.span)
    }
    if job.captures.count > 1 || job.captures.contains(where: { $0.method != .pgbackrest }) {
      let others = job.captures.filter { $0.method != .pgbackrest }
      let what = others.first.map { "the method `\($0.method.word)`" } ?? "a second server"
      diagnostics.refuse(
        "`\(job.name.value)` has \(what), but a pgbackrest backup covers one server",
        help: "move it to a separate backup", at: job.name.span)
    }
    for extra in job.extras {
      diagnostics.refuse("target `pgbackrest` doesn't support `\(extra.key)`", at: extra.origin)
    }
    if job.verification == .restore {
      diagnostics.refuse(
        "target `pgbackrest` doesn't support `verify: restore`",
        help: "use `read`: page checksums during the backup, and pgbackrest's verify command", at: job.name.span)
    }
    if job.resources != nil {
      diagnostics.refuse(
        "target `pgbackrest` doesn't support `resources`, as in `\(job.name.value)`",
        help: "use `priority: low`, or limit the services with a drop-in", at: job.name.span)
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
        "pgbackrest has no separate `reclaim`: it frees space when it expires backups", help: "remove it",
        at: upkeep.origin)
    case .check where settings.version < PgBackRestVersion.verify:
      diagnostics.refuse(
        "`check` needs pgbackrest \(PgBackRestVersion.verify.text), the first version that verifies repositories",
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
        "`\(capture.material.value)` is not a PostgreSQL server, and pgbackrest backs up nothing else",
        at: capture.material.span)
      return
    }
    func refuse(_ text: String, help: String? = nil) { diagnostics.refuse(text, help: help, at: source.origin) }
    if let first = PgBackRestVersion.first(for: source.serverVersion) {
      if settings.version < first, settings.version >= PgBackRestVersion.oldest {
        refuse("PostgreSQL \(source.serverVersion) needs pgbackrest \(first.text), not \(settings.version.text)")
      }
    } else {
      refuse("no known version of pgbackrest supports PostgreSQL \(source.serverVersion)")
    }
    if source.managed {
      refuse("pgbackrest must run on the server's machine, which is impossible for a managed server")
    }
    let paths = [source.dataDirectory, PgBackRestSetup.socket(of: capture.material, source, settings)]
    for case let path? in paths { diagnostics.refuseEmptyPart(of: path.value, at: path.span) }
    if source.dataDirectory == nil { refuse("pgbackrest needs the server's `dataDirectory`") }
    if PgBackRestSetup.socket(of: capture.material, source, settings) == nil {
      refuse(
        "pgbackrest runs on the server's machine and connects over its Unix socket, not over TCP",
        help: "use `socket: /run/postgresql` instead of `host`, here or in the binding for this target")
    }
    if case .certificate = source.authentication { refuse("client certificates don't work over a Unix socket") }
    if source.standbyMaximumLag != nil { refuse("target `pgbackrest` doesn't support `readFrom: standby`") }
    if let table = source.excludedTables.first ?? source.excludedTableData.first {
      diagnostics.refuse("a physical backup can't exclude tables", at: table.span)
    }
    if source.minimumTables != 1 { refuse("a physical backup doesn't count tables") }
    let stanza = source.stanza
    if !UnitNames.isPlain(stanza.value) || stanza.value == "global" {
      diagnostics.refuse(
        "`\(stanza.value)` is not a valid stanza name", help: "use only letters, digits, `-`, `_` and `.`",
        at: stanza.span)
    }
  }
}
