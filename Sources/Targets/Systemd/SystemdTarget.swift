package import Artifacts
package import Diagnostics
package import Planning

/// Services, timers and scripts for a machine that runs systemd, in a tree that mirrors its root.
package struct SystemdTarget: RunningTarget {
  /// The target; it has no state.
  package init() {}

  /// The name that policies use.
  package var name: String { "systemd" }

  /// One line for people.
  package var summary: String { "hardened services and timers for one machine" }

  func place(in plan: BackupPlan) -> TargetPlace? {
    (settings(in: plan) as SystemdSettings?).map { .machine(SystemdMachine(plan: plan, settings: $0)) }
  }

  /// Reports what systemd or the scripts that it runs can't carry out.
  package func check(_ plan: BackupPlan, _ diagnostics: inout Diagnostics) {
    guard let settings: SystemdSettings = settings(in: plan) else { return }
    SystemdCheck(plan: plan, settings: settings).report(to: &diagnostics)
  }

  /// What systemd does with starts, and what is left to pgbackrest.
  package func differences(in plan: BackupPlan) -> [String] { SystemdDifferences.all(in: plan) }

  /// Units, scripts, users and folders; nothing where all backups are left to pgbackrest.
  package func artifacts(for plan: BackupPlan, _ diagnostics: inout Diagnostics) -> ArtifactTree? {
    guard let settings: SystemdSettings = settings(in: plan) else { return nil }
    let machine = SystemdMachine(plan: plan, settings: settings)
    if machine.jobs.isEmpty { return ArtifactTree() }
    var files = MachineFiles(for: plan)
    for job in machine.jobs { JobUnits(machine: machine, job: job).add(to: &files, &diagnostics) }
    for upkeep in machine.upkeep { UpkeepUnits(machine: machine, upkeep: upkeep).add(to: &files, &diagnostics) }
    for drill in machine.drills { DrillUnits(machine: machine, drill: drill).add(to: &files, &diagnostics) }
    MachineFolders(machine: machine).add(to: &files, &diagnostics)
    FailureHandler(names: machine.names, version: settings.version, header: files.header)
      .add(to: &files, at: plan.name.span, &diagnostics)
    return files.complete(at: plan.name.span, &diagnostics)
  }
}
