import Formats

/// Where documents take what an installation may choose: from the policy, or from a chart's values.
///
/// The only difference between the two Kubernetes targets.
protocol ManifestValues {
  /// Absent if the installation chooses it.
  var namespace: YAMLValue? { get }
  var serviceAccountName: YAMLValue { get }
  /// The name of an object: the policy's, then `part`.
  func name(_ part: String) -> YAMLValue
  /// The name of the ConfigMap with all scripts, whose digest is given.
  func scriptsName(digest: String) -> YAMLValue
  /// The value at `path` of the values, or the policy's, which is absent if there is none.
  func choice(_ path: String..., from literal: YAMLValue?) -> YAMLValue?
  /// The labels of an object; `component` is absent for what serves all workloads.
  func labels(component: String?) -> YAMLValue
  /// The labels by which the pods of `component` are selected.
  func selectorLabels(component: String) -> YAMLValue
  /// Those labels, that of all pods, and `own`, on the pods themselves.
  func podLabels(component: String, _ own: [(key: String, value: String)]) -> YAMLValue
  /// Annotations of an object, absent if there are none.
  func annotations(_ own: [(key: String, value: String)]) -> YAMLValue?
  /// Annotations of pods.
  var podAnnotations: YAMLValue { get }
  /// Annotations of the service account, absent if there are none.
  func serviceAccountAnnotations(_ own: [(key: String, value: String)]) -> YAMLValue?
}

extension ManifestValues {
  /// An object of the API with its `content`.
  func object(
    _ kind: String, _ apiVersion: String, name: YAMLValue, labels: YAMLValue, annotations: YAMLValue?,
    _ content: [(String, YAMLValue)]
  ) -> YAMLMapping {
    var metadata: YAMLMapping = ["name": name]
    metadata.set("namespace", namespace)
    metadata["labels"] = labels
    metadata.set("annotations", annotations)
    return YAMLMapping(
      [("apiVersion", .string(apiVersion)), ("kind", .string(kind)), ("metadata", .mapping(metadata))] + content)
  }
}

/// The values of plain manifests: everything comes from the policy.
struct PolicyValues: ManifestValues {
  /// The policy's name.
  let policy: String
  let namespaceName: String
  let set: WorkloadSet
  /// Whether kustomize makes the ConfigMap of the scripts and appends a content hash to its name.
  let scriptsAreGenerated: Bool

  var namespace: YAMLValue? { .string(namespaceName) }

  // Not just the policy's name: an application's service account often has that name.
  var serviceAccountName: YAMLValue { .string(ObjectName.joined(policy, "backup")) }

  func name(_ part: String) -> YAMLValue { .string(ObjectName.joined(policy, part)) }

  func scriptsName(digest: String) -> YAMLValue {
    .string(ObjectName.joined(policy, scriptsAreGenerated ? "scripts" : "scripts-\(digest)"))
  }

  func choice(_ path: String..., from literal: YAMLValue?) -> YAMLValue? { literal }

  func labels(component: String?) -> YAMLValue {
    var labels = Self.selector(instance: ObjectName.joined(policy), component: component)
    labels.append(("app.kubernetes.io/part-of", ObjectName.joined(policy)))
    labels.append(("app.kubernetes.io/managed-by", "backstay"))
    return .strings(labels + set.labels)
  }

  func selectorLabels(component: String) -> YAMLValue {
    .strings(Self.selector(instance: ObjectName.joined(policy), component: component))
  }

  func podLabels(component: String, _ own: [(key: String, value: String)]) -> YAMLValue {
    .strings(
      Self.selector(instance: ObjectName.joined(policy), component: component) + [PodDocument.withoutSidecar] + own)
  }

  func annotations(_ own: [(key: String, value: String)]) -> YAMLValue? {
    let all = own + set.annotations
    return all.isEmpty ? nil : .strings(all)
  }

  var podAnnotations: YAMLValue { .strings(PodDocument.annotations) }

  func serviceAccountAnnotations(_ own: [(key: String, value: String)]) -> YAMLValue? {
    annotations(own)
  }

  // The application's name is `backstay`, not the policy's: a Service or an affinity that selects the application
  // must never match the pods that back it up.
  private static func selector(instance: String, component: String?) -> [(key: String, value: String)] {
    [("app.kubernetes.io/name", "backstay"), ("app.kubernetes.io/instance", instance)]
      + (component.map { [("app.kubernetes.io/component", $0)] } ?? [])
  }
}

extension YAMLValue {
  /// A mapping of strings, in order.
  static func strings(_ pairs: [(key: String, value: String)]) -> YAMLValue {
    .mapping(YAMLMapping(pairs.map { ($0.key, YAMLValue.string($0.value)) }))
  }
}
