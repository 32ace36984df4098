import Diagnostics
import Planning
import Scripts
import Schedules

extension WorkloadBuilder {
  /// Reports what of `job` isn't supported; `false` if it gets no workload.
  mutating func check(_ job: Job, _ site: ScriptSite) -> Bool {
    guard !job.isPhysical else {
      if !plan.isCarried(job) {
        refuse(
          "backup `\(job.name.value)` is physical and needs the target `pgbackrest`",
          help: "declare `pgbackrest` beside `\(target)`, or choose the method `pg_dump`", at: job.name.span)
      }
      return false
    }
    let script = RunScript(job: job, plan: plan, site: site)
    report(script.unsupported())
    for capture in job.captures { checkServer(of: capture) }
    checkStaging(of: job)
    guard checkContainers(of: job, script) else { return false }
    for capture in job.captures {
      if let files = capture.files { checkMaterial(capture.material, files) }
    }
    for shipment in job.shipments {
      if let claim = shipment.claim { checkObjectName(claim.name) }
    }
    checkUser(of: job)
    if case .clock(let schedules) = job.trigger { checkCoincidence(of: schedules) }
    if offersChoices { checkChoices(of: job) }
    return true
  }

  /// Reports what of `upkeep` isn't supported; `false` if it gets no workload.
  mutating func check(_ upkeep: UpkeepJob, _ site: ScriptSite) -> Bool {
    report(RunScript.unsupported(upkeep, site: site))
    for secret in upkeep.shipments.flatMap({ $0.secrets }).eachOnce { checkSecret(secret) }
    guard image(for: tools(for: upkeep.shipments), of: upkeep.backup) != nil else { return false }
    for shipment in upkeep.shipments {
      if let claim = shipment.claim { checkObjectName(claim.name) }
    }
    if let job = job(of: upkeep) { checkUser(of: job) }
    return true
  }

  mutating func report(_ parts: [RunScript.Unsupported]) {
    for part in parts { diagnostics.report(.notSupportedByTarget, part.message, at: part.span) }
  }

  /// A container has no server's socket and no operating-system user that a server knows.
  private mutating func checkServer(of capture: Capture) {
    guard case .postgresql(let server) = capture.source else { return }
    if case .socket(let folder) = server.connection, !hasHost(capture.material.value) {
      refuse(
        "material `\(capture.material.value)` uses a Unix socket, which containers don't have",
        help: "bind it to the server's address: `\(capture.material.value): {host: NAME}`", at: folder.span)
    }
    if server.authentication == .peer {
      refuse(
        "`peer` authentication works only on the server's machine", help: "use a password or a certificate",
        at: server.origin)
    }
  }

  private func hasHost(_ material: String) -> Bool {
    settings.bindings.contains { binding in
      if case .host = binding.object { return binding.name.value == material }
      return false
    }
  }

  private mutating func checkStaging(of job: Job) {
    guard job.stagingBytes == nil, let capture = job.captures.first(where: { $0.isDatabase }) else { return }
    diagnostics.report(
      .unsizedStaging,
      .init(
        "backup `\(job.name.value)` stages a dump of `\(capture.material.value)` on the node's disk, "
          + "which needs a limit",
        help: "give `\(capture.material.value)` an `expectedSize`"),
      at: capture.material.span)
  }

  /// Whether each container has an image; also reports secrets that containers couldn't read.
  private mutating func checkContainers(of job: Job, _ script: RunScript) -> Bool {
    var haveImages = true
    if capturesDatabase(job) {
      for secret in script.captureSecrets { checkSecret(secret) }
      haveImages = image(for: ["postgresql"], of: job.name) != nil
    }
    for secret in script.shipSecrets { checkSecret(secret) }
    return image(for: tools(for: job.shipments), of: job.name) != nil && haveImages
  }

  mutating func checkUser(of job: Job) {
    guard let runAs = job.runAs, job.numericUser == nil else { return }
    refuse(
      "`\(runAs.value)` is not a valid user of a container",
      help: "use a numeric user ID other than 0, such as `runAs: \"1000\"`", at: runAs.span)
  }

  private mutating func checkChoices(of job: Job) {
    for alternative in job.alternatives.schedules {
      if alternative.clock.fields.count == 1, runCount(of: job.trigger) == 1 { continue }
      refuse(
        "schedules that need several CronJobs can't have or be alternatives",
        help: "use one cron line for the schedule and for each alternative", at: alternative.origin)
    }
  }
}
