import Diagnostics
import Planning
import Scripts
import Schedules

/// What runs in a cluster: the backups of one of the Kubernetes targets, their upkeep, and the drills.
struct ClusterRuns {
  let plan: BackupPlan
  let settings: KubernetesSettings

  /// Whether the objects are those of a chart, whose names depend on its release.
  private var isChart: Bool { settings.packaging == .chart }

  var all: [WatchedRuns] {
    var all: [WatchedRuns] = []
    for job in plan.jobs where !job.isPhysical { all.append(runs(of: job)) }
    for upkeep in plan.upkeep where !builder.isPhysical(upkeep) { all.append(runs(of: upkeep)) }
    return all + drills.map { runs(of: $0) }
  }

  /// The names of all CronJobs without their prefix.
  var parts: [String] {
    plan.jobs.filter { !$0.isPhysical }.flatMap { parts(of: $0) }
      + plan.upkeep.filter { !builder.isPhysical($0) }.flatMap { parts(of: $0) }
      + drills.flatMap { parts(of: $0) }
  }

  private var builder: WorkloadBuilder { WorkloadBuilder(plan: plan, settings: settings) }

  private func parts(of job: Job) -> [String] {
    parts(builder.component(of: job), count: builder.runCount(of: job.trigger))
  }

  private func parts(of upkeep: UpkeepJob) -> [String] {
    parts(builder.component(of: upkeep), count: upkeep.schedules.lineCount)
  }

  private func parts(of drill: DrillPlan) -> [String] {
    parts(builder.component(of: drill), count: [drill.schedule].lineCount)
  }

  /// The drills that restore anything of what is captured here.
  private var drills: [DrillPlan] { plan.drills.filter { drill in drill.jobs(of: plan).contains { !$0.isPhysical } } }

  private func parts(_ component: String, count: Int) -> [String] {
    (0..<count).map { builder.runName(component, $0) }
  }

  private func place(_ parts: [String]) -> WatchedRuns.Place {
    let names = parts.map { ObjectName.joined(plan.name.value, $0) }
    let pattern =
      isChart
      ? ChartNames(chart: ObjectName.joined(plan.name.value), all: self.parts).pattern(of: parts)
      : names.joined(separator: "|")
    return .cluster(
      CronJobNames(namespace: settings.namespace.value, pattern: pattern, example: names.first ?? ""))
  }

  private func runs(of job: Job) -> WatchedRuns {
    let starts = job.suspended ? nil : ScheduleUnion.of(job.trigger.schedules)
    let deadline = isChart ? job.longestDeadline : job.deadline
    return WatchedRuns(
      kind: .backup, labels: [AlertLabel("backup", job.name.value)], title: "backup \(job.name.value)",
      startsByItself: starts != nil,
      progress: progress(starts, gap: job.longestGap, startWithin: job.latestStart, deadline: deadline),
      deadline: deadline, place: place(parts(of: job)))
  }

  private func runs(of upkeep: UpkeepJob) -> WatchedRuns {
    let starts = ScheduleUnion.of(upkeep.schedules)
    return WatchedRuns(
      kind: .upkeep, labels: [AlertLabel("backup", upkeep.backup.value), AlertLabel("upkeep", upkeep.kind.word)],
      title: upkeep.title, startsByItself: starts != nil,
      progress: progress(
        starts, gap: starts?.longestGap(.kubernetes), startWithin: max(10, upkeep.startWithin),
        deadline: upkeep.deadline),
      deadline: upkeep.deadline, place: place(parts(of: upkeep)))
  }

  private func runs(of drill: DrillPlan) -> WatchedRuns {
    WatchedRuns(
      kind: .drill, labels: [AlertLabel("drill", drill.name.value)], title: "drill \(drill.name.value)",
      startsByItself: true,
      progress: progress(
        ScheduleUnion(drill.schedule.clock), gap: drill.longestGap, startWithin: max(10, drill.startWithin),
        deadline: drill.deadline),
      deadline: drill.deadline, place: place(parts(of: drill)))
  }

  private func progress(_ starts: ScheduleUnion?, gap: Int?, startWithin: Int, deadline: Int) -> [Progress] {
    guard let starts, let gap else { return [] }
    return [
      Progress(
        seriesLabels: [], starts: starts, countedStarts: starts,
        limit: .between(gap: gap, startWithin: startWithin, deadline: deadline), gap: gap)
    ]
  }
}

/// The names that a chart's CronJobs may have, which its release decides: `<release>-<chart>-<part>`, or `<release>-<part>`
/// where the release's name has the chart's in it.
struct ChartNames {
  let chart: String
  /// The parts of all CronJobs of the chart.
  let all: [String]

  /// A regular expression for the CronJobs of `parts`.
  ///
  /// A release's name may continue after the chart's, which then precedes the part. With a part `nightly` beside
  /// `keys-nightly`, that is ambiguous with the longer one, and is left out.
  func pattern(of parts: [String]) -> String {
    parts.map { ".*\(chart)\(isTailOfAnother($0) ? "" : ".*")-\($0)" }.joined(separator: "|")
  }

  /// Whether every release replaces the end of a CronJob's name for `part` with a hash.
  func isAlwaysCut(_ part: String) -> Bool { chart.utf8.count + 1 + part.utf8.count > ObjectName.longest }

  private func isTailOfAnother(_ part: String) -> Bool { all.contains { $0.hasSuffix("-\(part)") } }
}
