import Diagnostics
import Formats
import Planning

/// What a pod takes from the policy unless an installation overrides it.
extension PodDocument {
  /// What `container` may use.
  static func resources(of container: WorkloadContainer) -> YAMLValue {
    let resources = container.resources
    let disk = Quantity.bytes(resources.ephemeralStorage)
    let requests: YAMLMapping = [
      "cpu": .string(resources.cpuRequest), "memory": .string(resources.memoryRequest),
      "ephemeral-storage": .string(disk),
    ]
    var limits = YAMLMapping()
    limits.set("cpu", resources.cpuLimit.map { .string($0) })
    limits["memory"] = .string(resources.memoryLimit)
    limits["ephemeral-storage"] = .string(disk)
    return ["requests": .flow(.mapping(requests)), "limits": .flow(.mapping(limits))]
  }

  /// References to pull secrets, absent if there are none.
  static func pullSecrets(of settings: KubernetesSettings) -> YAMLValue? {
    guard !settings.imagePullSecrets.isEmpty else { return nil }
    return .sequence(settings.imagePullSecrets.map { .flow(["name": .string($0.value)]) })
  }

  /// Labels of nodes, absent if any will do.
  static func nodeSelector(of settings: KubernetesSettings) -> YAMLValue? {
    let labels = settings.placement.nodeSelector
    return labels.isEmpty ? nil : .strings(labels.map { ($0.name.value, $0.value.value) })
  }

  /// Taints that are tolerated, absent if there are none.
  static func tolerations(of settings: KubernetesSettings) -> YAMLValue? {
    guard !settings.placement.tolerations.isEmpty else { return nil }
    return .sequence(
      settings.placement.tolerations.map { toleration in
        var document: YAMLMapping = [:]
        document.set("key", toleration.key.map { .string($0.value) })
        document["operator"] = toleration.value == nil ? "Exists" : "Equal"
        document.set("value", toleration.value.map { .string($0.value) })
        document.set("effect", toleration.effect.map { .string($0) })
        return .flow(.mapping(document))
      })
  }

  /// The rule that binds the pod to the node of others, absent if the policy names none.
  static func affinity(of settings: KubernetesSettings) -> YAMLValue? {
    let labels = settings.placement.besidePodsWith
    guard !labels.isEmpty else { return nil }
    return [
      "podAffinity": [
        "requiredDuringSchedulingIgnoredDuringExecution": [
          [
            "labelSelector": .flow(["matchLabels": .strings(labels.map { ($0.name.value, $0.value.value) })]),
            "topologyKey": "kubernetes.io/hostname",
          ]
        ]
      ]
    ]
  }
}
