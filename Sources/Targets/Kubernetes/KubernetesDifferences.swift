import Diagnostics
import Planning

/// What Kubernetes does with starts, for `backstay explain`.
enum KubernetesDifferences {
  static func all(in plan: BackupPlan) -> [String] {
    var all = [
      "a start during the previous run is skipped (concurrencyPolicy: Forbid)",
      "a failed run is retried twice within its deadline",
    ]
    if !plan.drills.isEmpty { all.append("a failed drill is not retried: its failure is the result") }
    for job in plan.jobs {
      let name = "`\(job.name.value)`"
      switch job.trigger {
      case .clock, .onChange:
        let latest = Quantity.duration(job.latestStart)
        all.append("\(name): a start that is more than \(latest) late is skipped")
      case .manual: all.append("\(name): a suspended CronJob, from which Jobs are created by hand")
      case .physical: break
      }
      if case .onChange = job.trigger {
        all.append("\(name): changes are found at the next check, not sooner")
      }
      all += ClockChangeRemark.all(of: job, by: .kubernetes)
    }
    return all
  }
}
