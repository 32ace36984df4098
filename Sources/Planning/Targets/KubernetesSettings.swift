package import Diagnostics
internal import Language

/// What the policy says for `helm` or `kubernetes`.
package final class KubernetesSettings: TargetSettings {
  /// How the objects are packaged.
  package enum Packaging: Sendable {
    /// As a Helm chart; the objects' names depend on its release.
    case chart
    /// As plain manifests.
    case manifests
  }

  package let packaging: Packaging
  package let namespace: Text
  /// Kubernetes' version, such as 1.29.
  package let version: Version
  /// An image for each tool: `postgresql`, `restic`, `borg`, `aws`, `age`; `all` is one that has every tool.
  package let images: [Image]
  package let imagePullSecrets: [Text]
  package let bindings: [ClusterBinding]
  package let placement: Placement
  package let serviceAccountAnnotations: [BackupPlan.Label]
  package let origin: Span

  package var target: String { packaging == .chart ? "helm" : "kubernetes" }

  package init(
    packaging: Packaging, namespace: Text, version: Version, images: [Image] = [], imagePullSecrets: [Text] = [],
    bindings: [ClusterBinding] = [], placement: Placement = Placement(),
    serviceAccountAnnotations: [BackupPlan.Label] = [], origin: Span
  ) {
    self.packaging = packaging
    self.namespace = namespace
    self.version = version
    self.images = images
    self.imagePullSecrets = imagePullSecrets
    self.bindings = bindings
    self.placement = placement
    self.serviceAccountAnnotations = serviceAccountAnnotations
    self.origin = origin
  }

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
  convenience init(_ target: KubernetesDeclaration, as packaging: Packaging) {
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
