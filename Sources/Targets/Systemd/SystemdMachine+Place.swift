import Planning

extension SystemdMachine: Machine {
  var bindings: [MachineBinding] { settings.bindings }

  var scheduler: MachineScheduler { .systemd(names) }

  var watchedRuns: [WatchedRuns] {
    let runs = MachineRuns(plan: plan)
    return jobs.map { runs.runs(of: $0) }
      + upkeep.map { runs.runs(of: $0, UpkeepUnits(machine: self, upkeep: $0).part) }
      + drills.map { runs.runs(of: $0, unit: DrillUnits(machine: self, drill: $0).part) }
  }

  func carries(_ job: Job) -> Bool { !job.isPhysical }
}
