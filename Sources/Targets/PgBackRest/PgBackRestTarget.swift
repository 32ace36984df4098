package import Artifacts
package import Diagnostics
import Formats
package import Planning

/// Physical backups with pgbackrest: its configuration, PostgreSQL's settings, and the timers that pgbackrest lacks.
///
/// The tree mirrors the root of the machine that the server runs on. No file holds a secret: pgbackrest takes secrets from
/// no separate files, so a wrapper puts them into its environment.
package struct PgBackRestTarget: RunningTarget {
  package init() {}

  package var name: String { "pgbackrest" }

  package var summary: String {
    "pgbackrest's configuration, PostgreSQL's settings and systemd timers for physical backups"
  }

  func place(in plan: BackupPlan) -> TargetPlace? {
    (settings(in: plan) as PgBackRestSettings?).map { .machine(PgBackRestMachine(plan: plan, settings: $0)) }
  }

  package func check(_ plan: BackupPlan, _ diagnostics: inout Diagnostics) {
    guard let settings: PgBackRestSettings = settings(in: plan) else { return }
    PgBackRestCheck(plan: plan, settings: settings).report(&diagnostics)
  }

  package func differences(in plan: BackupPlan) -> [String] {
    guard let setup = PgBackRestSetup(plan) else { return [] }
    let others = plan.jobs.filter { !$0.isPhysical }.map { "`\($0.name.value)`" }
    return TimerUnit.differences(of: plan.jobs.filter { $0.isPhysical })
      // A remark is the comment of a configuration, and ends in a full stop.
      + setup.repositories.compactMap { $0.retentionRemark.map { String($0.dropLast()) } }
      + (others.isEmpty
        ? [] : ["it runs only physical backups; another target runs \(others.joined(separator: ", "))"])
  }

  package func artifacts(for plan: BackupPlan, _ diagnostics: inout Diagnostics) -> ArtifactTree? {
    guard let setup = PgBackRestSetup(plan) else { return nil }
    var files = MachineFiles(for: plan)
    let header = files.header
    let origin = setup.settings.origin
    files.add(String(setup.configuration.dropFirst()), mode: 0o640, at: origin, &diagnostics) {
      () throws(UnsayableValue) in
      try PgBackRestConfiguration(setup: setup).document(header: header).rendered()
    }
    files.add(setup.program, PgBackRestProgram(setup: setup).script(header: header), at: origin)
    if setup.verifies {
      files.add(setup.verifyProgram, PgBackRestVerifyProgram(setup: setup).script(header: header), at: origin)
    }
    let metrics = PgBackRestMetrics(setup: setup)
    if setup.settings.metrics != nil {
      files.add(setup.successProgram, metrics.success(header: header), at: origin)
    }
    if setup.watchesArchive {
      files.add(setup.archiveWatchProgram, metrics.archiveWatch(header: header), at: origin)
    }
    files.add(setup.serverSettingsPath, at: setup.source.origin, &diagnostics) { () throws(UnsayableValue) in
      try PgBackRestServerSettings(setup: setup).file(header: header).rendered()
    }
    let knownHosts = setup.repositories.flatMap { $0.store.knownHosts }
    if !knownHosts.isEmpty {
      files.add(String(setup.knownHosts.dropFirst()), at: origin, &diagnostics) { () throws(UnsayableValue) in
        SystemFileText.lines(knownHosts, header: header)
      }
    }
    files.add("etc/tmpfiles.d/backstay-\(plan.name.value)-pgbackrest.conf", at: origin, &diagnostics) {
      () throws(UnsayableValue) in
      try PgBackRestFolders(setup: setup).lines(header: header).rendered()
    }
    PgBackRestUnits(setup: setup, header: header).add(to: &files, &diagnostics)
    for drill in PgBackRestDrill.all(setup) { drill.add(to: &files, &diagnostics) }
    FailureHandler(names: setup.names, version: setup.settings.systemdVersion, header: header)
      .add(to: &files, at: origin, &diagnostics)
    return files.complete(at: origin, &diagnostics)
  }
}
