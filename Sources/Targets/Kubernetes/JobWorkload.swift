import Diagnostics
import Planning
import Scripts

extension WorkloadBuilder {
  /// What `job` runs; `nil` if it belongs to another target or an image is missing.
  mutating func workload(for job: Job) -> Workload? {
    if job.isPhysical { return nil }
    let scratch = scratchBytes(for: job)
    guard let containers = containers(for: job, scratchBytes: scratch) else { return nil }
    var workload = Workload(
      task: .job(job), component: component(of: job), origin: job.name.span, runs: [],
      suspended: job.suspended, deadline: job.deadline, startingDeadline: job.latestStart,
      containers: containers, volumes: volumes(for: job), ports: [], scratchBytes: scratch, user: user(of: job),
      retention: RetentionText.text(of: job.shipments))
    setRuns(of: &workload, job)
    if offersChoices { setChoices(of: &workload, job) }
    for capture in job.captures {
      guard case .postgresql(let server) = capture.source else { continue }
      workload.open(EgressPort(number: server.port, purpose: "PostgreSQL"))
    }
    for shipment in job.shipments { workload.reach(SinkAccess(shipment)) }
    return workload
  }

  /// The size of the scratch volume: the archives, and restic's cache and packs.
  private func scratchBytes(for job: Job) -> Int {
    Quantity.wholeMebibytes(job.stagingBytes ?? 0) + 512 * Quantity.mebibyte
  }

  private mutating func containers(for job: Job, scratchBytes: Int) -> [WorkloadContainer]? {
    let script = RunScript(job: job, plan: plan, site: .kubernetes(settings))
    let resources = resources(job.resources, scratchBytes: scratchBytes)
    var containers: [WorkloadContainer] = []
    if capturesDatabase(job) {
      guard let image = image(for: ["postgresql"], of: job.name) else { return nil }
      containers.append(.init(phase: .capture, image, bound(script.captureSecrets), resources))
    }
    guard let image = image(for: tools(for: job.shipments), of: job.name) else { return nil }
    containers.append(.init(phase: .ship, image, bound(script.shipSecrets), resources))
    return containers
  }

  /// Whether a job has a container that captures databases, before the one that ships.
  func capturesDatabase(_ job: Job) -> Bool { job.captures.contains { $0.isDatabase } }

  /// The keys of the images that `shipments` need together, once each.
  func tools(for shipments: [Shipment]) -> [String] {
    var tools: [String] = []
    for shipment in shipments {
      shipment.forEachTool { if !tools.contains($0.rawValue) { tools.append($0.rawValue) } }
    }
    return tools
  }

  private func volumes(for job: Job) -> [WorkloadVolume] {
    var volumes: [WorkloadVolume] = []
    for capture in job.captures {
      guard let files = capture.files else { continue }
      if let volume = volume(for: capture.material, files) { volumes.append(volume) }
    }
    return volumes + sinkVolumes(for: job.shipments)
  }

  /// The claims that `shipments` write to, or only read.
  func sinkVolumes(for shipments: [Shipment], readOnly: Bool = false) -> [WorkloadVolume] {
    var volumes: [WorkloadVolume] = []
    for shipment in shipments {
      guard let claim = shipment.claim, let directory = shipment.directory else { continue }
      volumes.append(
        WorkloadVolume(
          name: ObjectName.joined("sink", shipment.sink.value),
          source: .claim(name: claim.name.value, readOnly: readOnly), mountPath: directory))
    }
    return volumes
  }
}

extension Job {
  /// The seconds a run may start late on Kubernetes. The controller checks every ten, so fewer would lose runs.
  var latestStart: Int { max(10, catchUp ? startWithin : min(startWithin, 60)) }
}

extension WorkloadContainer {
  init(
    phase: Phase, _ image: KubernetesSettings.Image, _ secrets: [BoundSecret], _ resources: Resources
  ) {
    self.init(
      phase: phase, imageKey: image.tool, image: image.reference.value, secrets: secrets, resources: resources)
  }
}

extension Workload {
  /// Lets the pods connect to `port`; repeated ports are merged.
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
