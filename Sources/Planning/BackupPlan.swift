package import Diagnostics

/// What is to be done, with every default resolved: the whole input of a target.
///
/// Nothing in here is optional in the sense of "use the default". What is `nil` is really absent. Order is the
/// policy's own, so the same policy gives the same bytes. What stands in lists is a final class that never changes,
/// for the reason that `Record` gives.
package final class BackupPlan: Sendable {
  /// `metadata.name`; the first part of every name that a target gives.
  package let name: Text
  /// The policy file's name without its folder, for the first line of each generated file.
  package let policyFile: String
  package let owner: Text?
  package let labels: [Label]
  /// The declared secrets, by name only.
  package let secrets: [Text]
  package let jobs: [Job]
  package let upkeep: [UpkeepJob]
  /// Parts of the policy that describe obligations and are no job: each with the name that the policy gives it.
  package let obligations: [Obligation]
  /// Versions of tools that the policy states; an absent one means the oldest that the targets support.
  package let tools: [ToolVersion]
  package let helm: KubernetesSettings?
  package let kubernetes: KubernetesSettings?
  package let systemd: SystemdSettings?
  package let pgbackrest: PgBackRestSettings?

  package init(
    name: Text, policyFile: String, owner: Text? = nil, labels: [Label], secrets: [Text], jobs: [Job],
    upkeep: [UpkeepJob], obligations: [Obligation], tools: [ToolVersion], helm: KubernetesSettings? = nil,
    kubernetes: KubernetesSettings? = nil, systemd: SystemdSettings? = nil, pgbackrest: PgBackRestSettings? = nil
  ) {
    self.name = name
    self.policyFile = policyFile
    self.owner = owner
    self.labels = labels
    self.secrets = secrets
    self.jobs = jobs
    self.upkeep = upkeep
    self.obligations = obligations
    self.tools = tools
    self.helm = helm
    self.kubernetes = kubernetes
    self.systemd = systemd
    self.pgbackrest = pgbackrest
  }

  package final class Label: Sendable {
    package let name: Text
    package let value: Text

    package init(name: Text, value: Text) {
      self.name = name
      self.value = value
    }
  }

  package final class Obligation: Sendable {
    /// The policy's key, such as `drills`.
    package let key: String
    package let origin: Span

    package init(key: String, origin: Span) {
      self.key = key
      self.origin = origin
    }
  }

  package struct ToolVersion: Sendable {
    /// The tool, such as `restic`.
    package var tool: String
    package var version: Version
    package var origin: Span
  }
}

/// A version by its first two numbers, such as 2.45.
package struct Version: Sendable, Comparable, Equatable {
  package var major: Int
  package var minor: Int

  package init(_ major: Int, _ minor: Int) {
    self.major = major
    self.minor = minor
  }

  package static func < (a: Version, b: Version) -> Bool { (a.major, a.minor) < (b.major, b.minor) }

  /// The version as people write it: `2.45`.
  package var text: String { "\(major).\(minor)" }
}
