package import Diagnostics

/// Everything to do, with every default resolved: the whole input of a target.
///
/// Nothing here is optional in the sense of "use the default": `nil` means absent. Order is the
/// policy's, so the same policy gives the same bytes. Elements of lists are immutable final classes,
/// for the reason that `Record` gives.
package final class BackupPlan: Sendable {
  /// `metadata.name`; the first part of every name that a target gives.
  package let name: Text
  /// The policy file's name without its folder, for the first line of each generated file.
  package let policyFile: String
  package let owner: Text?
  package let labels: [Label]
  /// A digest of the policy's contents, sixteen hexadecimal digits, regardless of comments and layout; empty in a plan that is
  /// only checked.
  package let digest: String
  /// The objectives.
  package let objectives: RecoveryObjectives
  /// The declared secrets.
  package let secrets: [SecretEscrow]
  /// Materials that another system captures.
  package let externals: [ExternalMaterial]
  package let jobs: [Job]
  package let upkeep: [UpkeepJob]
  package let drills: [DrillPlan]
  /// Steps of a restore that only this application knows.
  package let restore: RestoreSteps
  /// Absent if there are no alerts.
  package let alerts: AlertSettings?
  /// Versions of tools, as stated or the oldest supported; of `wal-g`, only a stated one.
  package let tools: [ToolVersion]
  /// What the policy says for each target that it declares.
  package let targets: [DeclaredTarget]

  package init(
    name: Text, policyFile: String, owner: Text? = nil, labels: [Label], digest: String = "",
    objectives: RecoveryObjectives = RecoveryObjectives(), secrets: [SecretEscrow], externals: [ExternalMaterial] = [],
    jobs: [Job],
    upkeep: [UpkeepJob], drills: [DrillPlan] = [], restore: RestoreSteps = RestoreSteps(), alerts: AlertSettings? = nil,
    tools: [ToolVersion], targets: [DeclaredTarget]
  ) {
    self.name = name
    self.policyFile = policyFile
    self.owner = owner
    self.labels = labels
    self.digest = digest
    self.objectives = objectives
    self.secrets = secrets
    self.externals = externals
    self.jobs = jobs
    self.upkeep = upkeep
    self.drills = drills
    self.restore = restore
    self.alerts = alerts
    self.tools = tools
    self.targets = targets
  }

  package final class Label: Sendable {
    package let name: Text
    package let value: Text

    package init(name: Text, value: Text) {
      self.name = name
      self.value = value
    }
  }

  package struct ToolVersion: Sendable {
    /// The tool, such as `restic`.
    package var tool: String
    package var version: Version
    package var origin: Span
  }
}
