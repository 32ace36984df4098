import Diagnostics
import Planning

/// Where the metrics of a policy come from: one set of rules for each target whose runs can be distinguished.
struct AlertSource {
  /// The folder of its files.
  let folder: String
  /// The namespace of the `PrometheusRule`; machines have none.
  let namespace: String?
  let runs: [WatchedRuns]
  let copies: [CopyAlerts]
  let archive: ArchiveAlerts?
  /// The reading of schedules.
  let isCluster: Bool

  /// The sources that `plan` declares.
  static func all(in plan: BackupPlan) -> [AlertSource] {
    var sources = plan.clusters.map { settings in
      AlertSource(
        folder: settings.target, namespace: settings.namespace.value,
        runs: ClusterRuns(plan: plan, settings: settings).all, copies: [], archive: nil, isCluster: true)
    }
    var machines = plan.machines
    while let scheduler = machines.first?.scheduler.name {
      sources.append(AlertSource(plan, folder: scheduler, machines.filter { $0.scheduler.name == scheduler }))
      machines.removeAll { $0.scheduler.name == scheduler }
    }
    return sources.filter { !$0.runs.isEmpty }
  }

  private init(_ plan: BackupPlan, folder: String, _ machines: [any Machine]) {
    let runs = machines.flatMap { $0.watchedRuns }
    let copies = plan.jobs.filter { job in machines.contains { $0.carries(job) } }.compactMap { job in
      CopyAlerts(policy: plan.name.value, job: job, progress: runs.first { $0.isOf(job) }?.progress.first)
    }
    self.init(
      folder: folder, namespace: nil, runs: runs, copies: copies,
      archive: machines.compactMap { $0.archiveAlerts }.first, isCluster: false)
  }

  private init(
    folder: String, namespace: String?, runs: [WatchedRuns], copies: [CopyAlerts], archive: ArchiveAlerts?,
    isCluster: Bool
  ) {
    self.folder = folder
    self.namespace = namespace
    self.runs = runs
    self.copies = copies
    self.archive = archive
    self.isCluster = isCluster
  }

  /// The rules in the order of the runs, those about copies and the archive last.
  func rules(policy: String) -> [AlertRule] {
    let all = runs.flatMap { runs in
      switch runs.place {
      case .machine(let services, let timers):
        MachineAlerts(policy: policy, runs: runs, services: services, timers: timers).rules
      case .cluster(let names): ClusterAlerts(policy: policy, runs: runs, names: names).rules
      }
    }
    return all + copies.flatMap { $0.rules } + (archive?.rules ?? [])
  }
}

extension WatchedRuns {
  fileprivate func isOf(_ job: Job) -> Bool { kind == .backup && labels.contains { $0.value == job.name.value } }
}
