import Diagnostics
import Planning

/// Where the metrics of a policy come from: one set of rules for each target whose runs can be told apart.
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
    var sources: [AlertSource] = []
    for (folder, settings) in [("helm", plan.helm), ("kubernetes", plan.kubernetes)] {
      guard let settings else { continue }
      let runs = ClusterRuns(plan: plan, settings: settings, isChart: folder == "helm").all
      sources.append(
        AlertSource(
          folder: folder, namespace: settings.namespace.value, runs: runs, copies: [], archive: nil, isCluster: true))
    }
    if plan.systemd != nil || plan.pgbackrest != nil {
      let runs = MachineRuns(plan: plan).all
      let copies = (plan.systemd == nil ? [] : plan.jobs).compactMap { job in
        CopyAlerts(policy: plan.name.value, job: job, progress: runs.first { $0.isOf(job) }?.progress.first)
      }
      sources.append(
        AlertSource(
          folder: "systemd", namespace: nil, runs: runs, copies: copies,
          archive: ArchiveAlerts(PgBackRestSetup(plan)), isCluster: false))
    }
    return sources.filter { !$0.runs.isEmpty }
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
