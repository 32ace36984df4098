import Formats
import Planning
import Scripts

/// The containers of a workload's pod and what they mount, under the restricted profile of the Pod Security Standards.
struct PodDocument {
  let workload: Workload
  let settings: KubernetesSettings
  let values: any ManifestValues
  /// The digest of all scripts.
  let scripts: String
  /// The run whose CronJob this is; its values are looked up under its name.
  let run: Workload.Run

  /// A sidecar outlives the containers, so the Job would never complete.
  static let withoutSidecar: (key: String, value: String) = ("sidecar.istio.io/inject", "false")

  /// The annotations of all pods.
  static let annotations: [(key: String, value: String)] = [
    // A run that moves to another node starts over.
    ("cluster-autoscaler.kubernetes.io/safe-to-evict", "false"), ("karpenter.sh/do-not-disrupt", "true"),
    withoutSidecar, ("linkerd.io/inject", "disabled"),
  ]

  /// The containers and volumes, as members of the pod's `spec`.
  func contents() -> YAMLMapping {
    var contents = YAMLMapping()
    let initial = workload.containers.dropLast()
    if !initial.isEmpty { contents["initContainers"] = .sequence(initial.map(document(of:))) }
    contents["containers"] = .sequence(workload.containers.suffix(1).map(document(of:)))
    contents["volumes"] = .sequence(volumes())
    return contents
  }

  private func document(of container: WorkloadContainer) -> YAMLValue {
    var mounts: [YAMLValue] = [
      .flow(["name": "scripts", "mountPath": .string(WorkloadScripts.folder), "readOnly": true]),
      .flow(["name": "work", "mountPath": "/work"]),
      .flow(["name": "tmp", "mountPath": "/tmp"]),
    ]
    if !container.secrets.isEmpty {
      let name = Self.secretsVolume(of: container)
      mounts.append(.flow(["name": .string(name), "mountPath": "/run/secrets/backstay", "readOnly": true]))
    }
    if container.phase.mountsVolumes {
      for volume in workload.volumes {
        var mount: YAMLMapping = ["name": .string(volume.name), "mountPath": .string(volume.mountPath)]
        if volume.isReadOnly { mount["readOnly"] = true }
        mounts.append(.flow(.mapping(mount)))
      }
    }
    var document: YAMLMapping = ["name": .string(container.phase.rawValue)]
    document.set("image", values.choice("images", container.imageKey, from: .string(container.image)))
    document["imagePullPolicy"] = "IfNotPresent"
    document["command"] = .flow([
      "/bin/sh", .string("\(WorkloadScripts.folder)/\(workload.scriptName(container.phase))"),
    ])
    document.set(
      "resources",
      values.choice("jobs", run.name, "resources", container.phase.rawValue, from: Self.resources(of: container)))
    document["securityContext"] = .flow([
      "allowPrivilegeEscalation": false, "readOnlyRootFilesystem": true, "capabilities": ["drop": ["ALL"]],
    ])
    document["volumeMounts"] = .sequence(mounts)
    return .mapping(document)
  }

  private func volumes() -> [YAMLValue] {
    let temporary = Quantity.bytes(WorkloadBuilder.temporaryBytes)
    var volumes: [YAMLValue] = [
      .flow(["name": "scripts", "configMap": ["name": values.scriptsName(digest: scripts)]]),
      .flow(["name": "work", "emptyDir": ["sizeLimit": .string(Quantity.bytes(workload.scratchBytes))]]),
      .flow(["name": "tmp", "emptyDir": ["sizeLimit": .string(temporary)]]),
    ]
    for container in workload.containers where !container.secrets.isEmpty {
      volumes.append([
        "name": .string(Self.secretsVolume(of: container)),
        "projected": [
          // 0440: owned by root, readable by the pod's group.
          "defaultMode": 288,
          "sources": .sequence(container.secrets.map(Self.source(of:))),
        ],
      ])
    }
    return volumes + workload.volumes.map(Self.document(of:))
  }

  private static func secretsVolume(of container: WorkloadContainer) -> String {
    container.phase.rawValue + "-secrets"
  }

  static func source(of secret: BoundSecret) -> YAMLValue {
    let object: YAMLValue = [
      "name": .string(secret.object),
      "items": [["key": .string(secret.key), "path": .string(secret.name)]],
    ]
    return .flow(secret.isConfigMap ? ["configMap": object] : ["secret": object])
  }

  private static func document(of volume: WorkloadVolume) -> YAMLValue {
    var document: YAMLMapping = ["name": .string(volume.name)]
    switch volume.source {
    case .secret(let name, let items):
      document["secret"] = object("secretName", name, items, mode: 288)
    case .configMap(let name, let items):
      document["configMap"] = object("name", name, items, mode: nil)
    case .claim(let name, let readOnly):
      var claim: YAMLMapping = ["claimName": .string(name)]
      // Without this, the kubelet would give the application's files to the backup's group.
      if readOnly { claim["readOnly"] = true }
      document["persistentVolumeClaim"] = .flow(.mapping(claim))
    }
    return .mapping(document)
  }

  private static func object(
    _ nameKey: String, _ name: String, _ items: [WorkloadVolume.Item], mode: Int?
  ) -> YAMLValue {
    var object: YAMLMapping = [:]
    object[nameKey] = .string(name)
    object.set("defaultMode", mode.map { .integer($0) })
    if !items.isEmpty {
      object["items"] = .sequence(items.map { .flow(["key": .string($0.key), "path": .string($0.path)]) })
      return .mapping(object)
    }
    return .flow(.mapping(object))
  }
}
