package import Diagnostics

/// What a policy is compiled to.
package final class Targets: Record {
  package let helm: KubernetesDeclaration?
  package let kubernetes: KubernetesDeclaration?
  package let systemd: SystemdDeclaration?
  package let pgbackrest: PgBackRestDeclaration?
  package let github: GitHubDeclaration?

  package static let name: StaticString = "Targets"
  package static let doc: StaticString =
    "What the policy is compiled to. Targets are alternatives: each renders the whole policy."
  package static let minimumKeys = 1

  package init(_ form: inout Form) {
    helm = form.optional("helm", absent: Self.absence, doc: "A Helm chart.")
    kubernetes = form.optional(
      "kubernetes", absent: Self.absence, doc: "Plain Kubernetes manifests with a kustomization.")
    systemd = form.optional("systemd", absent: Self.absence, doc: "systemd timers and services.")
    pgbackrest = form.optional(
      "pgbackrest", absent: Self.absence, doc: "pgbackrest's configuration, PostgreSQL's settings and timers.")
    github = form.optional(
      "github", absent: Self.absence,
      doc: "Workflows of GitHub Actions for the drills; another target has the backups.")
  }

  private static var absence: StaticString { "not rendered" }
}

/// Settings of the targets `helm` and `kubernetes`.
package final class KubernetesDeclaration: Record {
  package let namespace: Name
  package let kubernetesVersion: VersionText
  package let image: Text?
  package let images: Images
  package let imagePullSecrets: [Text]
  package let bindings: [KubernetesBinding]
  package let placement: Placement
  package let serviceAccountAnnotations: [Label]
  package let origin: Span

  package static let name: StaticString = "KubernetesTarget"
  package static let doc: StaticString = "Where and how the jobs run on Kubernetes."

  package init(_ form: inout Form) {
    origin = form.origin
    namespace = form.required("namespace", doc: "The namespace.")
    kubernetesVersion = form.required("kubernetesVersion", doc: "Kubernetes' version, in quotes.")
    image =
      form.optional("image", ImageReference.self, absent: "those of `images`", doc: "One image that has every tool.")?
      .text
    images = form.section("images", doc: "An image for each tool.")
    imagePullSecrets = form.list("imagePullSecrets", doc: "Secrets that open the images' registries.")
    bindings = form.catalogue("bindings", doc: "Where secrets and file materials live in the namespace.")
    placement = form.section("placement", doc: "On which nodes the jobs run.")
    serviceAccountAnnotations = form.labels(
      "serviceAccountAnnotations", doc: "Annotations of the service account, as workload identity wants them.")
  }
}

/// An image for each tool.
package final class Images: Record {
  package let postgresql: Text?
  package let restic: Text?
  package let borg: Text?
  package let aws: Text?
  package let age: Text?

  package static let name: StaticString = "Images"
  package static let doc: StaticString = "An image for each tool."
  package static let minimumKeys = 1

  package init(_ form: inout Form) {
    postgresql =
      form.optional(
        "postgresql", ImageReference.self, absent: Self.absence,
        doc: "Has pg_dump, pg_restore and psql of at least the server's version.")?
      .text
    restic = form.optional("restic", ImageReference.self, absent: Self.absence, doc: "Has restic.")?.text
    borg = form.optional("borg", ImageReference.self, absent: Self.absence, doc: "Has borg.")?.text
    aws = form.optional("aws", ImageReference.self, absent: Self.absence, doc: "Has the aws command line.")?.text
    age = form.optional("age", ImageReference.self, absent: Self.absence, doc: "Has age.")?.text
  }

  private static var absence: StaticString { "`image`" }
}

/// Where a secret or a material lives in the namespace.
package final class KubernetesBinding: Record {
  package enum Object: Sendable {
    case secret(Text)
    case configMap(Text)
    case volumeClaim(Text)
    case host(Text)
  }

  package let id: Text
  package let object: Object?
  package let key: Text?
  package let items: [Label]

  package static let name: StaticString = "KubernetesBinding"
  package static let doc: StaticString = "Where a secret or a material lives in the namespace."

  package init(_ form: inout Form) {
    id = form.name
    object = form.exactlyOne(of: Object.self) { form, choice in
      form.option(&choice, "secret", Object.secret, doc: "A Secret.")
      form.option(&choice, "configMap", Object.configMap, doc: "A ConfigMap.")
      form.option(&choice, "volumeClaim", Object.volumeClaim, doc: "A persistent volume claim.")
      form.option(
        &choice, "host", { (host: Host) in Object.host(host.text) }, doc: "Another host for a PostgreSQL material.")
    }
    key = form.optional(
      "key", absent: "every key, which only a file material takes", doc: "The key that holds the secret's value.")
    items = form.labels(
      "items", absent: "all of it is the material's first path", doc: "Which key is which path of a file material.")
  }
}

/// On which nodes the jobs run.
package final class Placement: Record {
  package let besidePodsWith: [Label]
  package let nodeSelector: [Label]
  package let tolerations: [Toleration]

  package static let name: StaticString = "Placement"
  package static let doc: StaticString = "On which nodes the jobs run."
  package static let minimumKeys = 1

  package init(_ form: inout Form) {
    besidePodsWith = form.labels(
      "besidePodsWith", doc: "Labels of pods whose node the jobs share, as a ReadWriteOnce claim demands.")
    nodeSelector = form.labels("nodeSelector", doc: "Labels that a node must have.")
    tolerations = form.list("tolerations", doc: "Taints that the jobs tolerate.")
  }
}

/// A taint that the jobs tolerate.
package final class Toleration: Record {
  package let key: Text?
  package let value: Text?
  package let effect: TaintEffect?

  package static let name: StaticString = "Toleration"
  package static let doc: StaticString = "A taint that the jobs tolerate."
  package static let minimumKeys = 1

  package init(_ form: inout Form) {
    key = form.optional("key", absent: "any", doc: "The taint's key.")
    value = form.optional("value", absent: "any", doc: "The taint's value.")
    effect = form.optional("effect", absent: "any", doc: "The taint's effect.")
  }
}

/// Effects of a taint.
package enum TaintEffect: UInt8, Keyword {
  case noSchedule, preferNoSchedule, noExecute

  package var word: StaticString {
    switch self {
    case .noSchedule: "NoSchedule"
    case .preferNoSchedule: "PreferNoSchedule"
    case .noExecute: "NoExecute"
    }
  }
}

/// Settings of the target `systemd`.
package final class SystemdDeclaration: Record {
  package let systemdVersion: Count
  package let metrics: Path?
  package let bindings: [HostBinding]
  package let origin: Span

  package static let name: StaticString = "SystemdTarget"
  package static let doc: StaticString = "Where and how the jobs run on a machine with systemd."

  package init(_ form: inout Form) {
    origin = form.origin
    systemdVersion = form.defaulted("systemdVersion", SystemdDeclaration.oldestVersion, doc: "systemd's version.")
    metrics = form.optional(
      "metrics", absent: SystemdDeclaration.metricsWords,
      doc: "The folder of node_exporter's textfile collector, for what runs say of themselves.")
    bindings = form.catalogue(
      "bindings", absent: SystemdDeclaration.bindingsWords, doc: "Where secrets and materials are.")
  }

  /// Debian 11's, which is the oldest that units are written for.
  static var oldestVersion: Count { 247 }

  /// Where Debian's node_exporter looks: alerts rest on what is there.
  static var metricsWords: StaticString { "/var/lib/prometheus/node-exporter where the policy has alerts, else none" }
  package static func metrics(_ stated: Path?, for alerts: Alerts?) -> Text? {
    stated?.text ?? alerts.map { Text("/var/lib/prometheus/node-exporter", at: $0.origin) }
  }

  static var bindingsWords: StaticString { "secrets in /etc/backstay/secrets, materials where they say themselves" }
}

/// Settings of the target `pgbackrest`. pgbackrest's own version is one of the `tools`.
package final class PgBackRestDeclaration: Record {
  package let systemdVersion: Count
  package let metrics: Path?
  package let bindings: [HostBinding]
  package let origin: Span

  package static let name: StaticString = "PgBackRestTarget"
  package static let doc: StaticString = "Where and how pgbackrest runs."

  package init(_ form: inout Form) {
    origin = form.origin
    systemdVersion = form.defaulted(
      "systemdVersion", SystemdDeclaration.oldestVersion, doc: "systemd's version, for the timers.")
    metrics = form.optional(
      "metrics", absent: SystemdDeclaration.metricsWords,
      doc: "The folder of node_exporter's textfile collector, for what runs say of themselves.")
    bindings = form.catalogue(
      "bindings", absent: SystemdDeclaration.bindingsWords, doc: "Where secrets and the server are.")
  }
}

/// Where a secret or a material is on a machine.
package final class HostBinding: Record {
  package enum Object: Sendable {
    case file(Path)
    case host(Text)
    case socket(Path)
  }

  package let id: Text
  package let object: Object?

  package static let name: StaticString = "HostBinding"
  package static let doc: StaticString = "Where a secret or a material is on a machine."

  package init(_ form: inout Form) {
    id = form.name
    object = form.exactlyOne(of: Object.self) { form, choice in
      form.option(&choice, "file", Object.file, doc: "The file that holds a secret.")
      form.option(
        &choice, "host", { (host: Host) in Object.host(host.text) }, doc: "Another host for a PostgreSQL material.")
      form.option(&choice, "socket", Object.socket, doc: "Another socket folder for a PostgreSQL material.")
    }
  }
}
