package import Diagnostics

/// What the policy says for `helm` or `kubernetes`.
package struct KubernetesSettings: Sendable {
  package var namespace: Text
  /// Kubernetes' version, such as 1.29.
  package var version: Version
  /// An image for each tool: `postgresql`, `restic`, `borg`, `aws`, `age`; `all` is one that has every tool.
  package var images: [Image]
  package var imagePullSecrets: [Text]
  package var bindings: [ClusterPlace]
  package var placement: Placement
  package var serviceAccountAnnotations: [BackupPlan.Label]
  package var origin: Span

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
