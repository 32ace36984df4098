import Diagnostics
import Formats
import Planning
import Scripts

/// The part of a drill that restores physical backups, from each repository separately.
struct PgBackRestDrill {
  let setup: PgBackRestSetup
  let drill: DrillPlan

  /// The part of the unit's name after the policy's.
  var part: String { "drill-\(drill.name.value)-physical" }

  private var path: String { "\(setup.names.programs)/\(part)" }

  /// The drills that restore the physical backup.
  static func all(_ setup: PgBackRestSetup) -> [PgBackRestDrill] {
    setup.plan.drills.filter { drill in drill.backups.contains { $0.value == setup.job.name.value } }
      .map { PgBackRestDrill(setup: setup, drill: $0) }
  }

  /// Adds the service, its timer and the script.
  func add(to files: inout MachineFiles, _ diagnostics: inout Diagnostics) {
    let span = drill.name.span
    let service = service(header: files.header)
    files.add(unit: service.name, service.file, at: span, &diagnostics)
    let timer = TimerUnit(
      comment: files.header, description: "Schedule: \(service.description)", service: service.name,
      schedules: [drill.schedule], catchUp: true)
    files.add(unit: "\(setup.names.unit(part)).timer", timer.file, at: span, &diagnostics)
    files.add(path, script, at: span)
  }

  private var script: Script {
    ScriptHead(
      plan: setup.plan, site: .beside(setup.settings, names: setup.names), backup: "drill-\(drill.name.value)",
      part: part, subject: "drill \(drill.name.value)",
      purpose: "Restores and checks the newest physical backups.",
      readsSecrets: false, evidence: .environment("STATE_DIRECTORY")
    ).script(
      settings: [
        .assignment(name: "drill", value: drill.name.value), .assignment(name: "drill_part", value: "physical"),
        .assignment(name: "pgbackrest", value: setup.program), .assignment(name: "stanza", value: setup.stanza),
        .assignment(name: "server_user", value: setup.source.restoringUser),
      ] + (setup.plan.objectives.rto.map { [.assignment(name: "rto", value: "\($0)")] } ?? []),
      parts: [.drillMachine, .drillPlaces, .drillPhysical, .drillEvidence, .evidenceMachine]
        + queries.flatMap { $0.query.parts },
      calls: [.call(["begin_drill"])] + setup.repositories.flatMap(proof) + [.gap, .call(["conclude"])])
  }

  private func proof(of repository: PgBackRestRepository) -> [ShellScript.Statement] {
    let sink = ShellWord.text(repository.shipment.sink.value)
    let number = ShellWord.text("\(repository.number)")
    let material = ShellWord.text(setup.job.captures.first?.material.value ?? "")
    var statements: [ShellScript.Statement] = [.gap, .call(["new_place", sink])]
    if repository.shipment.bestEffort { statements.append(.assignment(name: "best_effort", value: "yes")) }
    statements += [
      .call(["from_backup", .text(setup.job.name.value), .text(maximumAge.map { "\($0)" } ?? "")]),
      .call(["want", material, "physical"]), .call(["find_backup", number]), .call(["begin_proof", sink]),
    ]
    for (query, database) in queries {
      func expect(_ operation: ShellWord, _ operand: String) {
        statements.append(
          .call(["expect", material, .text(database.value), operation, .text(operand), .text(query.sql.value)]))
      }
      if let atLeast = query.atLeast { expect("atLeast", "\(atLeast)") }
      if let equals = query.equals { expect("equals", equals.value) }
    }
    statements += [
      .call(["prove_physical", material, .text("\(setup.source.serverVersion)"), number]), .call(["end_proof"]),
    ]
    return statements
  }

  /// What is asked of the restored server, and which of its databases.
  private var queries: [(query: DrillAssertion.Query, database: Text)] {
    drill.assertions.compactMap { assertion in
      guard case .query(let query) = assertion.subject, let database = database(of: query) else { return nil }
      return (query, database)
    }
  }

  /// Every database of the server is restored, so the query's database takes precedence over the material's.
  private func database(of query: DrillAssertion.Query) -> Text? {
    if let database = query.database {
      // It may be that of another backup's dump.
      let others = drill.jobs(of: setup.plan).filter { !$0.isPhysical }.flatMap { $0.captures }
      return others.database(of: query) == nil ? database : nil
    }
    return setup.job.captures.database(of: query)?.database
  }

  /// Seconds that the newest backup may be old while every run succeeds.
  private var maximumAge: Int? {
    guard let gap = setup.job.longestGap, !setup.job.suspended else { return nil }
    return gap + setup.job.startWithin + setup.job.deadline * setup.repositories.count
  }

  private func service(header: [String]) -> ServiceUnit {
    var network = Network.none
    if setup.repositories.contains(where: { $0.folder == nil }) { network = .names }
    var sandbox = Sandbox(network: network)
    sandbox.visible = setup.repositories.compactMap { $0.folder?.value }
    if setup.settings.metrics != nil { sandbox.writable.append("-\(setup.names.metrics)") }
    sandbox.hidden = [setup.dataDirectory] + (setup.socket.map { [$0.value] } ?? [])
    var service = ServiceUnit(
      names: setup.names, part: part, version: setup.settings.systemdVersion,
      description: "Drill \(drill.name.value) of \(setup.names.policy), physical backups", command: [path],
      deadline: drill.deadline, sandbox: sandbox)
    service.comment =
      header + [
        "Restores the newest backup and all later WAL to a temporary server; doesn't use the source.",
        "Needs space for the whole server in /var/cache/backstay/\(setup.names.policy)/\(part) while it runs.",
      ]
    service.user = setup.user
    service.state = "backstay/\(setup.names.policy)/drills/\(drill.name.value)-physical"
    service.mounts = setup.repositories.count == 1 ? setup.repositories.compactMap { $0.folder?.value } : []
    service.wantedMounts = setup.repositories.count == 1 ? [] : setup.repositories.compactMap { $0.folder?.value }
    service.lowPriority = setup.job.lowPriority
    return service
  }
}

extension ScriptSite {
  /// This machine, for a script that leaves secrets to pgbackrest's own program.
  fileprivate static func beside(_ settings: PgBackRestSettings, names: UnitNames) -> ScriptSite {
    .systemd(
      SystemdSettings(
        version: settings.systemdVersion, metrics: settings.metrics, bindings: settings.bindings,
        origin: settings.origin), names: names)
  }
}
