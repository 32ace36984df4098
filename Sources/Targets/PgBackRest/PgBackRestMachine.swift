import Diagnostics
import Planning

/// The machine of a server that pgbackrest backs up.
struct PgBackRestMachine: Machine {
  let plan: BackupPlan
  let settings: PgBackRestSettings

  private var setup: PgBackRestSetup? { PgBackRestSetup(plan) }

  var bindings: [MachineBinding] { settings.bindings }

  var scheduler: MachineScheduler { .systemd(UnitNames(policy: plan.name.value)) }

  var watchedRuns: [WatchedRuns] {
    guard let setup else { return [] }
    let runs = MachineRuns(plan: plan)
    return [PhysicalRuns(setup: setup).runs]
      + PgBackRestDrill.all(setup).map { runs.runs(of: $0.drill, part: "physical", unit: $0.part) }
  }

  var archiveAlerts: ArchiveAlerts? { ArchiveAlerts(setup) }

  func carries(_ job: Job) -> Bool { job.isPhysical }
}
