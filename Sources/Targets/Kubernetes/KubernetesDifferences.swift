import Diagnostics
import Planning
import Schedules

/// What Kubernetes does with starts, for `backstay explain`.
enum KubernetesDifferences {
  static func all(in plan: BackupPlan) -> [String] {
    var all = [
      "a start that comes while the run before still goes is left out (concurrencyPolicy: Forbid)",
      "a run that fails is tried twice more within its deadline",
    ]
    for job in plan.jobs {
      let name = "`\(job.name.value)`"
      switch job.trigger {
      case .clock, .onChange:
        let latest = Quantity.duration(job.latestStart)
        all.append("\(name): a start that could not be made within \(latest) is left out")
      case .manual: all.append("\(name): a suspended CronJob, to be copied into a Job by hand")
      case .physical: break
      }
      if case .onChange = job.trigger {
        all.append("\(name): a change waits for the next look; nothing makes a copy sooner")
      }
      for schedule in job.trigger.schedules {
        guard let difference = schedule.clock.clockChangeDifference(from: ClockChangeRemark.start) else { continue }
        let instants = difference.kubernetesOnly.map { $0.rfc3339 }.joined(separator: ", ")
        all.append("\(name): a wall time that clocks show twice runs twice, first also at \(instants)")
      }
    }
    return all
  }
}

/// Where looks for changes of clock begin.
enum ClockChangeRemark {
  /// A fixed instant, as everywhere: a moving one would move what is said.
  static var start: Instant { Instant(year: 2026, month: 1, day: 1) }
}

extension Trigger {
  /// All schedules that start something.
  var schedules: [Schedule] {
    switch self {
    case .clock(let schedules): schedules
    case .onChange(let check, _): [check]
    case .physical(let physical): physical.full + physical.differential + physical.incremental
    case .manual: []
    }
  }
}
