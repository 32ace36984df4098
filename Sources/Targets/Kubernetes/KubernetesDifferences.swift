import Diagnostics
import Planning

/// What Kubernetes does with starts, for `backstay explain`.
enum KubernetesDifferences {
  static func all(in plan: BackupPlan) -> [String] {
    var all = [
      "a start that comes while the run before still goes is left out (concurrencyPolicy: Forbid)",
      "a run that fails is tried twice more within its deadline",
    ]
    if !plan.drills.isEmpty { all.append("a drill that fails is not tried again: its failure is what it was for") }
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
      all += ClockChangeRemark.all(of: job, by: .kubernetes)
    }
    return all
  }
}
