package import Diagnostics
internal import Language

/// What the policy says for `helm` or `kubernetes`.
package struct KubernetesSettings: TargetSettings {
  /// How the objects are packaged.
  package enum Packaging: Sendable {
    /// As a Helm chart; the objects' names depend on its release.
    case chart
    /// As plain manifests.
    case manifests
  }

  package var packaging: Packaging
  package var namespace: Text
  /// Kubernetes' version, such as 1.29.
  package var version: Version
  /// An image for each tool: `postgresql`, `restic`, `borg`, `aws`, `age`; `all` is one that has every tool.
  package var images: [Image]
  package var imagePullSecrets: [Text]
  package var bindings: [ClusterBinding]
  package var placement: Placement
  package var serviceAccountAnnotations: [BackupPlan.Label]
  package var origin: Span

  package var target: String { packaging == .chart ? "helm" : "kubernetes" }

  package final class Image: Sendable {
    package let tool: String
    package let reference: Text

    package init(tool: String, reference: Text) {
      self.tool = tool
      self.reference = reference
    }
  }

  package struct Placement: Sendable {
    /// Labels of pods on whose node the job must run, as a ReadWriteOnce claim demands.
    package var besidePodsWith: [BackupPlan.Label] = []
    package var nodeSelector: [BackupPlan.Label] = []
    package var tolerations: [Toleration] = []

    package init() {}
  }

  package struct Toleration: Sendable {
    package var key: Text?
    package var value: Text?
    /// `NoSchedule`, `PreferNoSchedule` or `NoExecute`.
    package var effect: String?
  }

  /// The image of `tool`, or the one that has every tool.
  package func image(for tool: String) -> Text? {
    (images.first { $0.tool == tool } ?? images.first { $0.tool == "all" })?.reference
  }
}

extension KubernetesSettings {
  init(_ target: KubernetesDeclaration, as packaging: Packaging) {
    var images: [Image] = []
    func add(_ tool: String, _ reference: Text?) {
      if let reference { images.append(Image(tool: tool, reference: reference)) }
    }
    add("postgresql", target.images.postgresql)
    add("restic", target.images.restic)
    add("borg", target.images.borg)
    add("aws", target.images.aws)
    add("age", target.images.age)
    add("all", target.image)
    var placement = Placement()
    placement.besidePodsWith = target.placement.besidePodsWith.map { BackupPlan.Label($0) }
    placement.nodeSelector = target.placement.nodeSelector.map { BackupPlan.Label($0) }
    placement.tolerations = target.placement.tolerations.map {
      Toleration(key: $0.key, value: $0.value, effect: $0.effect.map { "\($0.word)" })
    }
    self.init(
      packaging: packaging,
      namespace: target.namespace.text,
      version: Version(target.kubernetesVersion),
      images: images,
      imagePullSecrets: target.imagePullSecrets,
      bindings: target.bindings.compactMap { ClusterBinding($0) },
      placement: placement,
      serviceAccountAnnotations: target.serviceAccountAnnotations.map { BackupPlan.Label($0) },
      origin: target.origin)
  }
}
