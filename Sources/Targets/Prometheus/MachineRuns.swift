import Diagnostics
import Planning
import Scripts
import Schedules

/// What runs on a machine by units: backups, their upkeep, and drills.
struct MachineRuns {
  let plan: BackupPlan

  private var names: UnitNames { UnitNames(policy: plan.name.value) }

  func runs(of job: Job) -> WatchedRuns {
    let labels = [AlertLabel("backup", job.name.value)]
    let starts = job.suspended ? nil : ScheduleUnion.of(job.trigger.schedules)
    return WatchedRuns(
      kind: .backup, labels: labels, title: "backup \(job.name.value)", startsByItself: starts != nil,
      progress: progress(
        labels, starts, gap: job.longestGap, startWithin: job.startWithin, deadline: job.longestDeadline),
      deadline: job.deadline, place: place(job.name.value, isTimed: starts != nil))
  }

  func runs(of upkeep: UpkeepJob, _ part: String) -> WatchedRuns {
    let labels = [AlertLabel("backup", upkeep.backup.value), AlertLabel("upkeep", upkeep.kind.word)]
    let starts = ScheduleUnion.of(upkeep.schedules)
    return WatchedRuns(
      kind: .upkeep, labels: labels, title: upkeep.title, startsByItself: starts != nil,
      progress: progress(
        labels, starts, gap: starts?.longestGap(.systemd), startWithin: upkeep.startWithin, deadline: upkeep.deadline),
      deadline: upkeep.deadline, place: place(part, isTimed: starts != nil))
  }

  /// A drill of dumps and files, or the part of one that restores physical backups: each target restores what it captures.
  func runs(of drill: DrillPlan, part: String? = nil, unit: String) -> WatchedRuns {
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

extension Job {
  /// Seconds: the longest of the deadlines that may be chosen.
  var longestDeadline: Int { alternatives.deadlines.reduce(deadline, max) }
}

extension UpkeepJob {
  /// For example: `upkeep reclaim of backup nightly`.
  var title: String { "upkeep \(kind.word) of backup \(backup.value)" }
}
