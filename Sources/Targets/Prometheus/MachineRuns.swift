import Diagnostics
import Planning
import Scripts
import Schedules

/// What runs on machines: the backups of the targets `systemd` and `pgbackrest`, their upkeep, and the drills.
struct MachineRuns {
  let plan: BackupPlan

  private var names: UnitNames { UnitNames(policy: plan.name.value) }

  var all: [WatchedRuns] {
    var all: [WatchedRuns] = []
    if let settings = plan.systemd {
      let machine = SystemdMachine(plan: plan, settings: settings)
      all += machine.jobs.map { runs(of: $0) }
      all += machine.upkeep.map { runs(of: $0, UpkeepUnits(machine: machine, upkeep: $0).part) }
      all += machine.drills.map { runs(of: $0, unit: DrillUnits(machine: machine, drill: $0).part) }
    }
    if let setup = PgBackRestSetup(plan) {
      all.append(PhysicalRuns(setup: setup).runs)
      all += PgBackRestDrill.all(setup).map { runs(of: $0.drill, part: "physical", unit: $0.part) }
    }
    return all
  }

  private func runs(of job: Job) -> WatchedRuns {
    let labels = [AlertLabel("backup", job.name.value)]
    let starts = job.suspended ? nil : ScheduleUnion.of(job.trigger.schedules)
    return WatchedRuns(
      kind: .backup, labels: labels, title: "backup \(job.name.value)", startsByItself: starts != nil,
      progress: progress(
        labels, starts, gap: job.longestGap, startWithin: job.startWithin, deadline: job.longestDeadline),
      deadline: job.deadline, place: place(job.name.value, isTimed: starts != nil))
  }

  private func runs(of upkeep: UpkeepJob, _ part: String) -> WatchedRuns {
    let labels = [AlertLabel("backup", upkeep.backup.value), AlertLabel("upkeep", upkeep.kind.word)]
    let starts = ScheduleUnion.of(upkeep.schedules)
    return WatchedRuns(
      kind: .upkeep, labels: labels, title: upkeep.title, startsByItself: starts != nil,
      progress: progress(
        labels, starts, gap: starts?.longestGap(.systemd), startWithin: upkeep.startWithin, deadline: upkeep.deadline),
      deadline: upkeep.deadline, place: place(part, isTimed: starts != nil))
  }

  /// A drill of dumps and files, or the part of one that restores physical backups: each target restores what it captures.
  private func runs(of drill: DrillPlan, part: String? = nil, unit: String) -> WatchedRuns {
    let labels = [AlertLabel("drill", drill.name.value)] + (part.map { [AlertLabel("part", $0)] } ?? [])
    var progress = progress(
      labels, ScheduleUnion(drill.schedule.clock), gap: drill.longestGap, startWithin: drill.startWithin,
      deadline: drill.deadline)
    // An absent label is an empty one to a matcher.
    if part == nil { for index in progress.indices { progress[index].patterns = [AlertLabel("part", "")] } }
    return WatchedRuns(
      kind: .drill, labels: labels, title: "drill \(drill.name.value)" + (part.map { " (\($0))" } ?? ""),
      startsByItself: true, progress: progress, deadline: drill.deadline, place: place(unit, isTimed: true))
  }

  private func place(_ part: String, isTimed: Bool) -> WatchedRuns.Place {
    let unit = names.unit(part)
    return .machine(services: ["\(unit).service"], timers: isTimed ? ["\(unit).timer"] : [])
  }

  private func progress(
    _ labels: [AlertLabel], _ starts: ScheduleUnion?, gap: Int?, startWithin: Int, deadline: Int
  ) -> [Progress] {
    guard let starts, let gap else { return [] }
    return [
      Progress(
        seriesLabels: [AlertLabel("policy", plan.name.value)] + labels, starts: starts, countedStarts: starts,
        limit: .between(gap: gap, startWithin: startWithin, deadline: deadline), gap: gap)
    ]
  }
}

/// What pgbackrest runs for the one physical backup of a policy.
struct PhysicalRuns {
  let setup: PgBackRestSetup

  var runs: WatchedRuns {
    let job = setup.job
    let units = PgBackRestUnits(setup: setup, header: [])
    let timers = (job.suspended ? [] : units.all) + (units.archiveWatch.map { [$0] } ?? [])
    return WatchedRuns(
      kind: .backup, labels: [AlertLabel("backup", job.name.value)], title: "backup \(job.name.value)",
      startsByItself: !job.suspended && !job.trigger.schedules.isEmpty, progress: job.suspended ? [] : progress,
      deadline: units.all.map { $0.service.deadline }.max() ?? job.deadline,
      // That the watch of WAL failed is told by what it no longer says: it asks again in a minute.
      place: .machine(services: units.all.map { $0.service.name }, timers: timers.compactMap { $0.timer }))
  }

  /// Each kind into each repository by itself, because incremental backups alone would lengthen one chain for ever. A higher
  /// kind counts for a lower one, in whose place it runs.
  private var progress: [Progress] {
    setup.repositories.flatMap { repository in
      let backups = PgBackRestUnits(setup: setup, header: []).backups(of: repository)
      return backups.indices.compactMap { index -> Progress? in
        let counted = backups[...index]
        guard let starts = ScheduleUnion.of(backups[index].schedules),
          let all = ScheduleUnion.of(counted.flatMap { $0.schedules }), let gap = all.longestGap(.systemd)
        else { return nil }
        let sink = repository.shipment.sink.value
        let kind = backups[index].kind.rawValue
        let place = [AlertLabel("sink", sink)]
        let series = [AlertLabel("policy", setup.names.policy), AlertLabel("backup", setup.job.name.value)] + place
        return Progress(
          labels: place + [AlertLabel("kind", kind)], words: "\(kind) backup to \(sink)",
          seriesLabels: series + [AlertLabel("kind", kind)],
          patterns: index == 0 ? [] : [AlertLabel("kind", counted.map { $0.kind.rawValue }.joined(separator: "|"))],
          starts: starts, countedStarts: all,
          limit: .between(
            gap: gap, startWithin: setup.job.startWithin, wait: wait(of: repository), deadline: setup.job.deadline),
          gap: gap)
      }
    }
  }

  // Those without times of their own start together, and pgbackrest makes one backup of a stanza at a time.
  private func wait(of repository: PgBackRestRepository) -> Int {
    guard repository.shipment.trigger == nil else { return 0 }
    return (setup.repositories.count { $0.shipment.trigger == nil } - 1) * setup.job.deadline
  }
}

extension Job {
  /// Seconds: the longest of the deadlines that may be chosen.
  var longestDeadline: Int { alternatives.deadlines.reduce(deadline, max) }
}

extension UpkeepJob {
  /// For example: `upkeep reclaim of backup nightly`.
  var title: String { "upkeep \(kind.word) of backup \(backup.value)" }
}
