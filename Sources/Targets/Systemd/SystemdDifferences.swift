import Diagnostics
import Planning

/// What systemd does with the starts of its jobs, for `backstay explain`.
enum SystemdDifferences {
  static func all(in plan: BackupPlan) -> [String] {
    let jobs = plan.jobs.filter { !$0.isPhysical }
    var all = TimerUnit.differences(of: jobs)
    for job in jobs {
      let name = "`\(job.name.value)`"
      switch job.trigger {
      case .manual: all.append("\(name): a service without a timer, started by hand")
      case .onChange where job.captures.contains { $0.files != nil }:
        all.append("\(name): a change directly in a watched folder may start a check immediately (path unit)")
      case .onChange, .clock, .physical: break
      }
    }
    let physical = plan.jobs.filter { $0.isPhysical }.map { "`\($0.name.value)`" }
    if !physical.isEmpty { all.append("the target pgbackrest runs \(physical.joined(separator: ", "))") }
    return all
  }
}

extension TimerUnit {
  /// What is special about systemd's timers of these jobs.
  static func differences(of jobs: [Job]) -> [String] {
    let timed = jobs.filter { !$0.trigger.schedules.isEmpty }
    guard !timed.isEmpty else { return [] }
    var all = ["timers fire to the second, without random delays (AccuracySec=1s)"]
    let caughtUp = timed.filter { $0.catchUp }.map { "`\($0.name.value)`" }.joined(separator: ", ")
    if !caughtUp.isEmpty {
      all.append("a start missed while the machine was off is made up at boot (Persistent=true): \(caughtUp)")
    }
    for job in timed { all += ClockChangeRemark.all(of: job, by: .systemd) }
    return all
  }
}
