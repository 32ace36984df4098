import Diagnostics
import Planning
import Schedules

extension WorkloadBuilder {
  /// What `job` runs; `nil` where it belongs to another target, or after an error without which there is no workload.
  mutating func workload(for job: Job) -> Workload? {
    guard !job.isPhysical else {
      if plan.pgbackrest == nil {
        refuse(
          "backup `\(job.name.value)` is physical and needs the target `pgbackrest`",
          help: "Declare `pgbackrest` beside `\(target)`, or choose the method `pg_dump`.", at: job.name.span)
      }
      return nil
    }
    let script = RunScript(job: job, plan: plan, site: .kubernetes(settings))
    for part in script.unsupported() {
      diagnostics.error("not-supported-by-target", part.message, at: part.span)
    }
    checkServers(of: job)
    let scratch = scratchBytes(for: job)
    guard let containers = containers(for: job, script, scratchBytes: scratch) else { return nil }
    var workload = Workload(
      task: .job(job), component: ObjectName.joined(job.name.value), origin: job.name.span, runs: [],
      suspended: job.suspended, deadline: job.deadline, startingDeadline: startingDeadline(of: job),
      containers: containers, volumes: volumes(for: job), ports: [], scratchBytes: scratch, user: user(of: job),
      retention: RetentionText.text(of: job.shipments))
    setRuns(of: &workload, job)
    if offersChoices { setChoices(of: &workload, job) }
    for capture in job.captures {
      guard let server = capture.postgresql else { continue }
      workload.open(EgressPort(number: server.port, purpose: "PostgreSQL"))
    }
    for shipment in job.shipments { workload.reach(SinkAccess(shipment)) }
    return workload
  }

  /// A container has no socket of a server and no operating-system user that one knows.
  private mutating func checkServers(of job: Job) {
    for capture in job.captures {
      guard let server = capture.postgresql else { continue }
      if case .socket(let folder) = server.connection, !hasHost(capture.material.value) {
        refuse(
          "material `\(capture.material.value)` is reached over a socket, which no container has",
          help: "Bind it to the server's address: `\(capture.material.value): {host: NAME}`.", at: folder.span)
      }
      if server.authentication == .peer {
        refuse(
          "`peer` authentication needs the server's own machine", help: "Use a password or a certificate.",
          at: server.origin)
      }
    }
  }

  private func hasHost(_ material: String) -> Bool {
    settings.bindings.contains { binding in
      if case .host = binding.object { return binding.name.value == material }
      return false
    }
  }

  /// The size of the scratch volume: what the archives take, and as much as restic's cache and packs may.
  private mutating func scratchBytes(for job: Job) -> Int {
    if job.stagingBytes == nil, let capture = job.captures.first(where: { $0.postgresql != nil }) {
      diagnostics.error(
        "unsized-staging",
        .init(
          "backup `\(job.name.value)` stages a dump of `\(capture.material.value)` on the node's disk, "
            + "which must be bounded",
          help: "Give `\(capture.material.value)` an `expectedSize`."),
        at: capture.material.span)
    }
    return Quantity.wholeMebibytes(job.stagingBytes ?? 0) + 512 * Quantity.mebibyte
  }

  private mutating func containers(
    for job: Job, _ script: RunScript, scratchBytes: Int
  ) -> [WorkloadContainer]? {
    let resources = resources(job.resources, scratchBytes: scratchBytes)
    let capturesDatabase = job.captures.contains { $0.postgresql != nil }
    var containers: [WorkloadContainer] = []
    if capturesDatabase {
      let secrets = bound(script.captureSecrets)
      if let image = image(for: ["postgresql"], of: job.name) {
        containers.append(.init(phase: .capture, image, secrets, resources))
      }
    }
    let secrets = bound(script.shipSecrets)
    if let image = image(for: tools(for: job.shipments), of: job.name) {
      containers.append(.init(phase: .ship, image, secrets, resources))
    }
    return containers.count == (capturesDatabase ? 2 : 1) ? containers : nil
  }

  /// The keys of the images that `shipments` need together, once each.
  func tools(for shipments: [Shipment]) -> [String] {
    var tools: [String] = []
    for tool in shipments.flatMap(RunScript.tools(for:)) where !tools.contains(tool) { tools.append(tool) }
    return tools
  }

  private mutating func volumes(for job: Job) -> [WorkloadVolume] {
    var volumes: [WorkloadVolume] = []
    for capture in job.captures {
      guard let files = capture.files else { continue }
      if let volume = volume(for: capture.material, files) { volumes.append(volume) }
    }
    return volumes + sinkVolumes(for: job.shipments)
  }

  /// The claims that `shipments` write to.
  mutating func sinkVolumes(for shipments: [Shipment]) -> [WorkloadVolume] {
    var volumes: [WorkloadVolume] = []
    for shipment in shipments {
      guard case .volumeClaim(let claim) = shipment.location else { continue }
      checkObjectName(claim.name)
      volumes.append(
        WorkloadVolume(
          name: ObjectName.joined("sink", shipment.sink.value),
          source: .claim(name: claim.name.value, readOnly: false), mountPath: "/sink/\(shipment.sink.value)"))
    }
    return volumes
  }

  /// The seconds a run may start late. The controller looks every ten, so fewer would lose runs.
  private func startingDeadline(of job: Job) -> Int {
    max(10, job.catchUp ? job.startWithin : min(job.startWithin, 60))
  }
}

extension WorkloadContainer {
  fileprivate init(
    phase: Phase, _ image: KubernetesSettings.Image, _ secrets: [BoundSecret], _ resources: Resources
  ) {
    self.init(
      phase: phase, imageKey: image.tool, image: image.reference.value, secrets: secrets, resources: resources)
  }
}

extension Workload {
  /// Lets the pods open connections to `port`; ports that are open are joined into one.
  mutating func open(_ port: EgressPort) {
    guard let index = ports.firstIndex(where: { $0.number == port.number && $0.addresses == port.addresses }) else {
      ports.append(port)
      return
    }
    if !ports[index].purpose.split(separator: ",").contains(where: { $0.drop { $0 == " " } == port.purpose }) {
      ports[index].purpose += ", " + port.purpose
    }
  }

  /// Lets the pods reach a sink.
  mutating func reach(_ sink: SinkAccess) {
    for port in sink.ports { open(port) }
    for label in sink.identityLabels where !identityLabels.contains(where: { $0.key == label.key }) {
      identityLabels.append(label)
    }
  }
}
