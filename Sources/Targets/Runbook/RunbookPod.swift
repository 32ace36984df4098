import Diagnostics
import Formats
import Planning
import Scripts

/// The pod for a restore in a cluster, and its access to servers and sinks.
struct RunbookPod {
  let site: RunbookSite
  let cluster: RunbookCluster

  private var sinks: [RunbookSink] { RunbookSink.all(of: site.jobs) }
  private var databases: [RunbookDatabase] { RunbookDatabase.all(at: site) }

  /// Both documents, in the order of creation.
  func documents() -> [YAMLDocument] {
    [YAMLDocument(root: networkPolicy()), YAMLDocument(root: pod())]
  }

  private var labels: YAMLValue {
    .flow(
      .strings(
        [
          ("app.kubernetes.io/name", "backstay"),
          ("app.kubernetes.io/instance", ObjectName.joined(site.plan.name.value)),
          ("app.kubernetes.io/component", "restore"),
        ] + ports.identityLabels))
  }

  private var ports: Workload {
    var workload = Workload(
      task: .job(site.jobs[0]), component: "restore", origin: cluster.settings.origin, runs: [], suspended: false,
      deadline: 0, startingDeadline: 0, containers: [], volumes: [], ports: [], scratchBytes: 0, user: 0)
    for database in databases { workload.open(EgressPort(number: database.source.port, purpose: "PostgreSQL")) }
    for sink in sinks { workload.reach(SinkAccess(sink.shipment)) }
    return workload
  }

  private func networkPolicy() -> YAMLValue {
    return [
      "apiVersion": "networking.k8s.io/v1", "kind": "NetworkPolicy", "metadata": metadata,
      "spec": [
        "podSelector": ["matchLabels": labels], "policyTypes": .flow(["Ingress", "Egress"]), "ingress": [],
        "egress": EgressPort.rules(for: ports.ports),
      ],
    ]
  }

  private var metadata: YAMLValue {
    ["name": .string(site.pod), "namespace": .string(cluster.settings.namespace.value), "labels": labels]
  }

  private func pod() -> YAMLValue {
    var builder = WorkloadBuilder(plan: site.plan, settings: cluster.settings)
    let user = YAMLValue.integer(builder.user(of: site.jobs.first))
    var spec: YAMLMapping = [
      "restartPolicy": "Never", "automountServiceAccountToken": false, "enableServiceLinks": false,
      "terminationGracePeriodSeconds": 5,
    ]
    if let account { spec["serviceAccountName"] = .string(account) }
    spec.set("imagePullSecrets", PodDocument.pullSecrets(of: cluster.settings))
    spec.set("nodeSelector", PodDocument.nodeSelector(of: cluster.settings))
    spec.set("tolerations", PodDocument.tolerations(of: cluster.settings))
    spec["securityContext"] = .flow([
      "runAsNonRoot": true, "runAsUser": user, "runAsGroup": user, "fsGroup": user,
      "fsGroupChangePolicy": "OnRootMismatch", "seccompProfile": ["type": "RuntimeDefault"],
    ])
    var containers: [YAMLValue] = []
    for database in databases {
      guard let image = builder.image(for: ["postgresql"], of: database.material) else { continue }
      let claims = database.number == 1 ? self.claims : []
      containers.append(container(.server(database.number), image, secrets: database.secrets, claims))
    }
    for (index, sink) in sinks.enumerated() {
      guard let image = builder.image(for: builder.tools(for: [sink.shipment]), of: sink.shipment.sink) else {
        continue
      }
      let claims = databases.isEmpty && index == 0 ? self.claims : []
      let secrets = RunbookOpening(site: site, sink: sink).secrets
      containers.append(
        container(.sink(sink.name), image, secrets: secrets, claims + builder.sinkVolumes(for: [sink.shipment])))
    }
    spec["containers"] = .sequence(containers)
    spec["volumes"] = .sequence(volumes(builder))
    return ["apiVersion": "v1", "kind": "Pod", "metadata": metadata, "spec": .mapping(spec)]
  }

  private func container(
    _ shell: RunbookShell, _ image: KubernetesSettings.Image, secrets: [Text], _ volumes: [WorkloadVolume]
  ) -> YAMLValue {
    let name = site.container(of: shell)
    var mounts: [YAMLValue] = [
      .flow(["name": "restored", "mountPath": "/restored"]), .flow(["name": "tmp", "mountPath": "/tmp"]),
    ]
    if !secrets.isEmpty {
      let volume = YAMLValue.string("secrets-\(name)")
      mounts.append(.flow(["name": volume, "mountPath": "/run/secrets/backstay", "readOnly": true]))
    }
    for volume in volumes {
      mounts.append(.flow(["name": .string(volume.name), "mountPath": .string(volume.mountPath)]))
    }
    return [
      "name": .string(name), "image": .string(image.reference.value), "imagePullPolicy": "IfNotPresent",
      "command": .flow(["/bin/sh", "-c", "sleep 86400"]), "env": [.flow(["name": "HOME", "value": "/restored"])],
      "resources": [
        "requests": .flow(["cpu": "100m", "memory": "256Mi", "ephemeral-storage": .string(Quantity.bytes(room))]),
        "limits": .flow(["memory": "2Gi", "ephemeral-storage": .string(Quantity.bytes(room))]),
      ],
      "securityContext": .flow([
        "allowPrivilegeEscalation": false, "readOnlyRootFilesystem": true, "capabilities": ["drop": ["ALL"]],
      ]),
      "volumeMounts": .sequence(mounts),
    ]
  }

  private var room: Int {
    let staged = site.jobs.compactMap { $0.stagingBytes }.reduce(0, +)
    return Quantity.wholeMebibytes(2 * staged) + 512 * Quantity.mebibyte
  }

  private func volumes(_ builder: WorkloadBuilder) -> [YAMLValue] {
    var volumes: [YAMLValue] = [
      .flow(["name": "restored", "emptyDir": ["sizeLimit": .string(Quantity.bytes(room))]]),
      .flow(["name": "tmp", "emptyDir": ["sizeLimit": "64Mi"]]),
    ]
    for database in databases { volumes += secrets(database.secrets, of: .server(database.number)) }
    for sink in sinks { volumes += secrets(RunbookOpening(site: site, sink: sink).secrets, of: .sink(sink.name)) }
    for volume in claims + builder.sinkVolumes(for: sinks.map { $0.shipment }) {
      guard case .claim(let name, _) = volume.source else { continue }
      volumes.append(.flow(["name": .string(volume.name), "persistentVolumeClaim": ["claimName": .string(name)]]))
    }
    return volumes
  }

  private func secrets(_ secrets: [Text], of shell: RunbookShell) -> [YAMLValue] {
    let sources = secrets.compactMap { cluster.holder(of: $0) }.map { PodDocument.source(of: $0) }
    guard !sources.isEmpty else { return [] }
    return [
      [
        "name": .string("secrets-\(site.container(of: shell))"),
        "projected": ["defaultMode": 288, "sources": .sequence(sources)],
      ]
    ]
  }

  /// The claims that captured files go back to.
  private var claims: [WorkloadVolume] {
    cluster.settings.bindings.compactMap { binding in
      guard case .volumeClaim(let name) = binding.object else { return nil }
      return WorkloadVolume(
        name: ObjectName.joined("material", binding.name.value), source: .claim(name: name.value, readOnly: false),
        mountPath: "/claim/\(binding.name.value)")
    }
  }

  /// The service account, if a cloud identifies the pods by it.
  var account: String? {
    let needsRole = sinks.contains { SinkAccess($0.shipment).role != nil }
    guard needsRole || !cluster.settings.serviceAccountAnnotations.isEmpty else { return nil }
    // A release named as the policy; the text says so.
    return cluster.settings.packaging == .chart
      ? ObjectName.joined(site.plan.name.value) : ObjectName.joined(site.plan.name.value, "backup")
  }
}
