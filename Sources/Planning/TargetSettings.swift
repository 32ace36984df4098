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

/// Where a secret or a material lives on Kubernetes.
package final class ClusterPlace: Sendable {
  /// Boxed, so that a binding is small where it is looked up.
  package indirect enum Object: Sendable {
    /// A Secret; `key` is the one that holds a single value, `items` maps keys to absolute paths of the material.
    case secret(name: Text, key: Text?, items: [BackupPlan.Label])
    case configMap(name: Text, key: Text?, items: [BackupPlan.Label])
    case volumeClaim(name: Text)
    /// Another host for a PostgreSQL material.
    case host(Text)
  }

  /// The name of the secret or material.
  package let name: Text
  package let object: Object

  package init(name: Text, object: Object) {
    self.name = name
    self.object = object
  }
}

/// What the policy says for `systemd`.
package final class SystemdSettings: Sendable {
  /// systemd's version, such as 252.
  package let version: Int
  /// The folder of node_exporter's textfile collector; absent where no run says how it went.
  package let metrics: Text?
  package let bindings: [MachinePlace]
  package let origin: Span

  package init(version: Int, metrics: Text? = nil, bindings: [MachinePlace], origin: Span) {
    self.version = version
    self.metrics = metrics
    self.bindings = bindings
    self.origin = origin
  }
}

/// What the policy says for `pgbackrest`.
package struct PgBackRestSettings: Sendable {
  /// The version of pgbackrest that the configuration is for.
  package var version: Version
  /// systemd's version, for the timers.
  package var systemdVersion: Int
  /// The folder of node_exporter's textfile collector; absent where no run says how it went.
  package var metrics: Text?
  package var bindings: [MachinePlace]
  package var origin: Span
}

/// Where a secret or a material lives on a machine, where it isn't where it is by default.
package final class MachinePlace: Sendable {
  package enum Object: Sendable {
    /// A secret's file, by its absolute path.
    case file(Text)
    /// Another host for a PostgreSQL material.
    case host(Text)
    /// Another socket folder for a PostgreSQL material.
    case socket(Text)
  }

  package let name: Text
  package let object: Object

  package init(name: Text, object: Object) {
    self.name = name
    self.object = object
  }
}
