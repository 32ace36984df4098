import Diagnostics
import Planning
import Scripts
import Schedules

extension WorkloadBuilder {
  /// Sets when a job's CronJobs start.
  func setRuns(of workload: inout Workload, _ job: Job) {
    switch job.trigger {
    case .clock(let schedules): workload.runs = runs(of: schedules, named: workload.component)
    case .onChange(let check, let atLatestEvery):
      workload.runs = runs(of: [check], named: workload.component)
      workload.notes.append(
        "Each run captures the material if it changed or if \(Quantity.duration(atLatestEvery)) have passed.")
    case .manual:
      // Every CronJob needs a schedule, even a suspended one, from which Jobs are created.
      workload.runs = [Workload.Run(name: workload.component, schedule: "0 0 1 1 *", timeZone: "Etc/UTC")]
      workload.suspended = true
      workload.notes.append("Never starts automatically: create a Job with `kubectl create job --from=cronjob/…`.")
    case .physical: break
    }
  }

  /// How many CronJobs a trigger becomes: one for each cron line.
  func runCount(of trigger: Trigger) -> Int {
    switch trigger {
    case .clock(let schedules): schedules.lineCount
    case .onChange(let check, _): check.clock.fields.count
    case .manual: 1
    case .physical: 0
    }
  }

  /// The name of the CronJob at `index`, as far as its workload chooses it.
  func runName(_ component: String, _ index: Int) -> String { index == 0 ? component : "\(component)-\(index + 1)" }

  /// A start for each cron line that `schedules` need.
  func runs(of schedules: [Schedule], named name: String) -> [Workload.Run] {
    var runs: [Workload.Run] = []
    for schedule in schedules {
      for fields in schedule.clock.fields {
        runs.append(
          Workload.Run(
            name: runName(name, runs.count), schedule: fields.cronText,
            timeZone: schedule.clock.zone == .utc ? "Etc/UTC" : schedule.clock.zone.name))
      }
    }
    return runs
  }

  /// Sets what may be chosen when the chart is installed.
  func setChoices(of workload: inout Workload, _ job: Job) {
    workload.choices.deadlines = job.alternatives.deadlines
    workload.choices.suspension = job.alternatives.suspension
    for alternative in job.alternatives.schedules {
      workload.choices.starts += runs(of: [alternative], named: workload.component)
    }
  }

  /// What `upkeep` runs; `nil` if an image is missing.
  mutating func workload(for upkeep: UpkeepJob) -> Workload? {
    let secrets = bound(upkeep.shipments.flatMap { $0.secrets }.eachOnce)
    guard let image = image(for: tools(for: upkeep.shipments), of: upkeep.backup) else { return nil }
    let scratch = 1024 * Quantity.mebibyte
    let component = component(of: upkeep)
    let container = WorkloadContainer(
      phase: .ship, imageKey: image.tool, image: image.reference.value, secrets: secrets,
      resources: resources(nil, scratchBytes: scratch))
    var workload = Workload(
      task: .upkeep(upkeep), component: component, origin: upkeep.origin,
      notes: ["Upkeep of the repositories of `\(upkeep.backup.value)`; makes no copy."],
      runs: runs(of: upkeep.schedules, named: component), suspended: false, deadline: upkeep.deadline,
      startingDeadline: max(10, upkeep.startWithin), containers: [container],
      volumes: sinkVolumes(for: upkeep.shipments), ports: [], scratchBytes: scratch,
      user: user(of: job(of: upkeep)))
    for shipment in upkeep.shipments { workload.reach(SinkAccess(shipment)) }
    return workload
  }

  /// Whether an upkeep belongs to a backup of another target.
  func isPhysical(_ upkeep: UpkeepJob) -> Bool {
    plan.jobs.contains { $0.name.value == upkeep.backup.value && $0.isPhysical }
  }

  /// The backup whose copies `upkeep` maintains.
  func job(of upkeep: UpkeepJob) -> Job? { plan.jobs.first { $0.name.value == upkeep.backup.value } }

  /// The value of the component label, and the first part of names.
  func component(of job: Job) -> String { ObjectName.joined(job.name.value) }

  func component(of upkeep: UpkeepJob) -> String {
    ObjectName.joined(upkeep.backup.value, upkeep.kind.word)
  }
}

extension [Schedule] {
  /// How many cron lines the schedules need together.
  var lineCount: Int { reduce(0) { $0 + $1.clock.fields.count } }
}
