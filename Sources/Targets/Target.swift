package import Artifacts
package import Diagnostics
package import Planning

/// A consumer that policies are compiled for.
package protocol Target: Sendable {
  /// The name that policies and the command line use.
  var name: String { get }
  /// One line for `backstay targets`.
  var summary: String { get }
  /// Whether the policy declares this target.
  func isDeclared(in plan: BackupPlan) -> Bool
  /// Whether it runs backups, instead of accompanying those that do.
  var runsBackups: Bool { get }
  /// Reports, at the policy's line, everything in `plan` that this target doesn't support.
  func check(_ plan: BackupPlan, _ diagnostics: inout Diagnostics)
  /// What this target does differently from the others with `plan`: sentences without full stop, for
  /// `backstay explain`. It is called only when `check` found no error.
  func differences(in plan: BackupPlan) -> [String]
  /// The files for `plan`, paths relative to the target's folder; `nil` only after an error was reported.
  ///
  /// It is called only when `check` found no error.
  func artifacts(for plan: BackupPlan, _ diagnostics: inout Diagnostics) -> ArtifactTree?
  /// The same as one text for a program's standard input, such as `kubectl apply --filename -`; `nil` if
  /// there is none.
  func stream(of plan: BackupPlan) -> String?
}

/// A target that runs backups.
protocol RunningTarget: Target {
  /// Where, if `plan` declares the target.
  func place(in plan: BackupPlan) -> TargetPlace?
}

extension RunningTarget {
  package var runsBackups: Bool { true }
}

extension Target {
  /// Most are declared under `targets`, by their names.
  package func isDeclared(in plan: BackupPlan) -> Bool { plan.targets.contains { $0.settings.target == name } }

  /// What the policy says for this target, if it declares it.
  func settings<Settings: TargetSettings>(in plan: BackupPlan) -> Settings? {
    for target in plan.targets where target.settings.target == name { return target.settings as? Settings }
    return nil
  }

  package var runsBackups: Bool { false }

  /// Files are what most consumers want.
  package func stream(of plan: BackupPlan) -> String? { nil }
}
