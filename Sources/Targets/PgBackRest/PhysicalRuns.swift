import Diagnostics
import Planning
import Schedules
import Scripts

/// What pgbackrest runs for the physical backup of a policy.
struct PhysicalRuns {
  let setup: PgBackRestSetup

  var runs: WatchedRuns {
    let job = setup.job
    let units = PgBackRestUnits(setup: setup, header: [])
    let timers = (job.suspended ? [] : units.all) + (units.archiveWatch.map { [$0] } ?? [])
    return WatchedRuns(
      kind: .backup, labels: [AlertLabel("backup", job.name.value)], title: "backup \(job.name.value)",
      startsByItself: !job.suspended && !job.trigger.schedules.isEmpty, progress: job.suspended ? [] : progress,
      deadline: units.all.map { $0.service.deadline }.max() ?? job.deadline,
      // The WAL watch needs no failure alert: it runs every minute, and its silence has an alert.
      place: .machine(services: units.all.map { $0.service.name }, timers: timers.compactMap { $0.timer }))
  }

  /// Each kind in each repository separately, because incremental backups alone would extend one chain forever. A higher
  /// kind counts for a lower one, in whose place it runs.
  private var progress: [Progress] {
    setup.repositories.flatMap { repository in
      let backups = PgBackRestUnits(setup: setup, header: []).backups(of: repository)
      return backups.indices.compactMap { index -> Progress? in
        let counted = backups[...index]
        guard let starts = ScheduleUnion.of(backups[index].schedules),
          let all = ScheduleUnion.of(counted.flatMap { $0.schedules }), let gap = all.longestGap(.systemd)
        else { return nil }
        let sink = repository.shipment.sink.value
        let kind = backups[index].kind.rawValue
        let place = [AlertLabel("sink", sink)]
        let series = [AlertLabel("policy", setup.names.policy), AlertLabel("backup", setup.job.name.value)] + place
        return Progress(
          labels: place + [AlertLabel("kind", kind)], words: "\(kind) backup to \(sink)",
          seriesLabels: series + [AlertLabel("kind", kind)],
          patterns: index == 0 ? [] : [AlertLabel("kind", counted.map { $0.kind.rawValue }.joined(separator: "|"))],
          starts: starts, countedStarts: all,
          limit: .between(
            gap: gap, startWithin: setup.job.startWithin, wait: wait(of: repository), deadline: setup.job.deadline),
          gap: gap)
      }
    }
  }

  // Sinks without their own schedule start together, and pgbackrest makes one backup of a stanza at a time.
  private func wait(of repository: PgBackRestRepository) -> Int {
    guard repository.shipment.trigger == nil else { return 0 }
    return (setup.repositories.count { $0.shipment.trigger == nil } - 1) * setup.job.deadline
  }
}
