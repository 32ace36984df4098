import Diagnostics
import Planning
import Schedules

extension WorkloadBuilder {
  /// Sets when a job's CronJobs start.
  mutating func setRuns(of workload: inout Workload, _ job: Job) {
    switch job.trigger {
    case .clock(let schedules):
      checkCoincidence(of: schedules)
      workload.runs = runs(of: schedules, named: workload.component)
    case .onChange(let check, let atLatestEvery):
      workload.runs = runs(of: [check], named: workload.component)
      workload.notes.append(
        "Each run looks whether the material changed, and captures it if so or if \(Quantity.duration(atLatestEvery)) "
          + "have passed.")
    case .manual:
      // A CronJob must have a schedule, also one that never starts; it is there to be copied into a Job.
      workload.runs = [Workload.Run(name: workload.component, schedule: "0 0 1 1 *", timeZone: "Etc/UTC")]
      workload.suspended = true
      workload.notes.append("Never starts by itself: make a Job of it with `kubectl create job --from=cronjob/…`.")
    case .physical: break
    }
  }

  /// A start for each cron line that `schedules` need.
  func runs(of schedules: [Schedule], named name: String) -> [Workload.Run] {
    var runs: [Workload.Run] = []
    for schedule in schedules {
      for fields in schedule.clock.fields {
        let number = runs.count + 1
        runs.append(
          Workload.Run(
            name: number == 1 ? name : "\(name)-\(number)", schedule: fields.cronText,
            timeZone: schedule.clock.zone == .utc ? "Etc/UTC" : schedule.clock.zone.name))
      }
    }
    return runs
  }

  /// Sets what may be chosen when the chart is installed.
  mutating func setChoices(of workload: inout Workload, _ job: Job) {
    workload.choices.deadlines = job.alternatives.deadlines
    workload.choices.suspension = job.alternatives.suspension
    for alternative in job.alternatives.schedules {
      let starts = runs(of: [alternative], named: workload.component)
      if starts.count == 1, workload.runs.count == 1 {
        workload.choices.starts += starts
      } else {
        refuse(
          "a schedule that needs several CronJobs can't be chosen at installation",
          help: "Offer alternatives that are one cron line each, to a schedule that is one.", at: alternative.origin)
      }
    }
  }

  /// What `upkeep` runs; `nil` after an error without which there is no workload.
  mutating func workload(for upkeep: UpkeepJob) -> Workload? {
    for part in RunScript.unsupported(upkeep, site: .kubernetes(settings)) {
      diagnostics.error("not-supported-by-target", part.message, at: part.span)
    }
    let secrets = bound(RunScript.secrets(of: upkeep.shipments))
    guard let image = image(for: tools(for: upkeep.shipments), of: upkeep.backup) else { return nil }
    let scratch = 1024 * Quantity.mebibyte
    let word =
      switch upkeep.kind {
      case .reclaim: "reclaim"
      case .check: "check"
      }
    let component = ObjectName.joined(upkeep.backup.value, word)
    let container = WorkloadContainer(
      phase: .ship, imageKey: image.tool, image: image.reference.value, secrets: secrets,
      resources: resources(nil, scratchBytes: scratch))
    var workload = Workload(
      task: .upkeep(upkeep), component: component, origin: upkeep.origin,
      notes: ["Upkeep of the repositories of `\(upkeep.backup.value)`; makes no copy."],
      runs: runs(of: upkeep.schedules, named: component), suspended: false, deadline: upkeep.deadline,
      startingDeadline: max(10, upkeep.startWithin), containers: [container],
      volumes: sinkVolumes(for: upkeep.shipments), ports: [], scratchBytes: scratch,
      user: user(of: plan.jobs.first { $0.name.value == upkeep.backup.value }))
    for shipment in upkeep.shipments { workload.reach(SinkAccess(shipment)) }
    return workload
  }

  /// Whether an upkeep belongs to a backup that another target carries out.
  func isPhysical(_ upkeep: UpkeepJob) -> Bool {
    plan.jobs.contains { $0.name.value == upkeep.backup.value && $0.isPhysical }
  }
}
