internal import Diagnostics
internal import Language
internal import Linting
internal import Schedules

/// Plans one backup of a policy.
struct JobPlanner {
  private let policy: Policy
  private let backup: Backup
  private let sinks: SinkPlanner
  private let proof: BackupProof

  init(_ policy: Policy, _ proof: BackupProof, _ sinks: SinkPlanner) {
    self.policy = policy
    self.proof = proof
    self.sinks = sinks
    backup = proof.backup
  }

  var job: Job {
    let captures = backup.materials.compactMap { capture($0) }
    return Job(
      name: backup.id,
      captures: captures,
      trigger: proof.trigger,
      shipments: shipments,
      verification: backup.verify == .restore ? .restore : .read,
      expectedDuration: backup.expectedDuration?.seconds,
      deadline: proof.deadline,
      startWithin: proof.startWithin,
      longestGap: proof.longestGap,
      catchUp: backup.catchUp.value,
      suspended: backup.suspend.value,
      lowPriority: backup.priority == .low,
      runAs: backup.runAs,
      resources: backup.resources.map { RunResources($0) },
      stagingBytes: StagingSize.bytes(for: captures),
      alternatives: alternatives,
      extras: extras)
  }

  /// Work on the repositories of the backup's sinks.
  var upkeep: [UpkeepJob] {
    guard let upkeep = backup.upkeep else { return [] }
    var jobs: [UpkeepJob] = []
    func add(_ kind: UpkeepJob.Kind, _ cadence: ClockCadence) {
      let schedule = proof.planned(cadence)
      let limits = RunLimits(shortestGap: schedule.clock.shortestGap(from: .proofStart, years: 1))
      jobs.append(
        UpkeepJob(
          backup: backup.id, kind: kind, schedules: [schedule], shipments: shipments, deadline: limits.deadline,
          startWithin: limits.startWithin, origin: upkeep.origin))
    }
    if let reclaim = upkeep.reclaim { add(.reclaim, reclaim) }
    if let check = upkeep.check { add(.check(readDataPercent: check.readDataPercent), check.cadence) }
    return jobs
  }

  private var shipments: [Shipment] {
    backup.sinks.compactMap { sinks.shipment($0, of: proof) }
  }

  private func capture(_ name: Name) -> Capture? {
    guard let material = policy.material(named: name.text.value) else { return nil }
    switch material.kind {
    case .postgresql(let server):
      let method: Capture.Method =
        switch backup.method {
        case .pgbackrest: .pgbackrest
        case .walG: .walG
        case .pgDump, .files, nil: .pgDump
        }
      return Capture(
        material: material.id, method: method, source: .postgresql(PostgreSQLSource(server, of: material)),
        expectedBytes: server.expectedSize?.bytes)
    case .files(let files):
      let source = FilesSource(
        paths: files.paths.map { $0.text }, excluded: files.exclude, sensitive: files.sensitive.value)
      return Capture(
        material: material.id, method: .files, source: .files(source), expectedBytes: files.expectedSize?.bytes)
    case .external, nil: return nil
    }
  }

  private var alternatives: JobAlternatives {
    guard let declared = backup.alternatives else { return JobAlternatives() }
    return JobAlternatives(
      schedules: declared.cadence.map { proof.planned($0) }, deadlines: declared.deadline.map { $0.seconds },
      suspension: declared.suspend.value)
  }

  private var extras: [Extra] {
    var all: [Extra] = []
    if let notify = backup.notify ?? policy.notify { all.append(Extra(key: "notify", origin: notify.origin)) }
    if let hooks = backup.hooks { all.append(Extra(key: "hooks", origin: hooks.origin)) }
    if let quiesce = backup.quiesce { all.append(Extra(key: "quiesce", origin: quiesce.origin)) }
    return all
  }
}
