/// The series of tests in which something goes wrong with all runs of a source, so that all alerts fire at one evaluation and
/// none does at the one before.
struct FaultTimeline {
  let source: AlertSource
  /// Seconds between two evaluations.
  let step: Int
  /// The evaluation at which alerts fire. At the next one, a run has failed; at the one after that, a run has succeeded.
  let onset: Int

  /// The evaluation at which all is well again, the last one.
  var recovery: Int { onset + 2 }

  /// A run hangs until it is stopped, nothing starts another, and no copy is made.
  var standstill: [TestSeries] {
    source.runs.flatMap { standstill(of: $0) } + source.copies.flatMap { standstill(of: $0) } + standstillOfArchive
  }

  /// All series end, each early enough.
  var absence: [TestSeries] {
    let runs = source.runs.flatMap { runs in
      switch runs.place {
      case .cluster(let names):
        [ClusterAlerts.series(ClusterAlerts.created, names, ending(AlertText.pause) { _ in 0 })]
      case .machine(_, let timers):
        runs.progress.map { QuietTests.success(of: $0, runs, ending($0.limit.seconds)) }
          + timers.map { MachineAlerts.state(of: $0, "active", ending(AlertText.pause) { _ in 1 }) }
      }
    }
    let archive = source.archive.map {
      [TestSeries(ArchiveAlerts.watched, $0.labels, ending(AlertText.scrapes))]
    }
    return (runs + (archive ?? [])).filter { !$0.values.isEmpty }
  }

  /// In a cluster: no run has succeeded since the CronJob was made.
  var beginning: [TestSeries] {
    source.runs.flatMap { runs -> [TestSeries] in
      guard case .cluster(let names) = runs.place else { return [] }
      let created = aged(runs.progress.first?.limit.seconds ?? 0).dropLast()
      return [ClusterAlerts.series(ClusterAlerts.created, names, Array(created))]
    }
  }

  /// On machines, of the alerts `asked` for: no success is seen, and runs hang, where `isSlow` says so of the time that it takes.
  func slow(asked: [String], isSlow: (Int) -> Bool) -> [TestSeries] {
    source.runs.flatMap { runs -> [TestSeries] in
      guard case .machine(let services, _) = runs.place else { return [] }
      var series: [TestSeries] = []
      if asked.contains("Backstay\(runs.kind.rawValue)Unseen") {
        series += runs.progress.map { progress in
          let seconds = progress.limit.seconds
          let values = isSlow(seconds) ? ending(seconds) : (0...onset).map { $0 * step }
          return QuietTests.success(of: progress, runs, values)
        }
      }
      let longestRun = MachineAlerts.longestRun(runs)
      if isSlow(longestRun) {
        let values = state(0, 1, from: onset - evaluations(longestRun), to: onset)
        series.append(MachineAlerts.state(of: services[0], "activating", values))
      }
      return series.filter { !$0.values.isEmpty }
    }
  }

  private func evaluations(_ seconds: Int) -> Int { (seconds + step - 1) / step }

  /// What is `usual`, and `fault` from one evaluation to another, both included.
  private func state(_ usual: Int, _ fault: Int, from first: Int, to last: Int) -> [Int] {
    (0...recovery).map { first <= $0 && $0 <= last ? fault : usual }
  }

  /// What happened last so long ago that it is `limit` old two evaluations before the onset, and happens again in the end: an alert
  /// waits for a second evaluation.
  private func aged(_ limit: Int) -> [Int] {
    Array(repeating: (onset - 2) * step - limit, count: recovery) + [recovery * step]
  }

  /// The values, those of a clock by default, up to the evaluation from which on they have been missed for `seconds` at the onset.
  private func ending(_ seconds: Int, _ value: ((Int) -> Int)? = nil) -> [Int] {
    (0..<max(0, onset - evaluations(seconds))).map { value?($0) ?? $0 * step }
  }

  private func standstill(of runs: WatchedRuns) -> [TestSeries] {
    switch runs.place {
    case .machine(let services, let timers):
      let stopped = state(1, 0, from: onset - evaluations(AlertText.pause), to: recovery - 1)
      let hangs = state(0, 1, from: onset - evaluations(MachineAlerts.longestRun(runs)), to: onset)
      let failed = state(0, 1, from: onset + 1, to: onset + 1)
      let active = Array(repeating: 1, count: recovery + 1)
      return runs.progress.map { QuietTests.success(of: $0, runs, aged($0.limit.seconds)) }
        + timers.enumerated().map { MachineAlerts.state(of: $1, "active", $0 == 0 ? stopped : active) }
        + [MachineAlerts.state(of: services[0], "activating", hangs)]
        + services.map { MachineAlerts.state(of: $0, "failed", failed) }
    case .cluster(let names): return standstill(of: runs, names)
    }
  }

  private func standstill(of runs: WatchedRuns, _ names: CronJobNames) -> [TestSeries] {
    let limit = runs.progress.first?.limit.seconds
    let success = limit.map { aged($0) } ?? state(0, recovery * step, from: recovery, to: recovery)
    var series = [
      ClusterAlerts.series(ClusterAlerts.success, names, success),
      ClusterAlerts.series(ClusterAlerts.created, names, Array(repeating: -2 * (limit ?? 0), count: recovery + 1)),
    ]
    if runs.startsByItself {
      let suspended = state(0, 1, from: onset - evaluations(AlertText.pause), to: recovery - 1)
      series.append(ClusterAlerts.series("kube_cronjob_spec_suspend", names, suspended))
    }
    let longest = ClusterAlerts.longestRun(runs)
    let started = (0...recovery).map { evaluation in
      // A Job that ended long ago, one that hangs, and one that fails after the last success.
      evaluation < onset - 2 ? -2 * longest : evaluation <= onset ? (onset - 2) * step - longest : onset * step
    }
    return series + [
      ClusterAlerts.job("kube_job_status_start_time", names, started),
      ClusterAlerts.job("kube_job_status_active", names, state(0, 1, from: onset - 2, to: onset)),
      ClusterAlerts.job(
        "kube_job_failed", names, state(0, 1, from: onset + 1, to: recovery), [("condition", "true")]),
      ClusterAlerts.owner(names, count: recovery + 1),
    ]
  }

  private func standstill(of copies: CopyAlerts) -> [TestSeries] {
    let small = CopyAlerts.small
    let sizes = (0...recovery).map { evaluation in
      switch evaluation {
      case onset - 1: small * 7 / 10 + 1
      case onset, onset + 1: small * 7 / 10 - 1
      default: small
      }
    }
    return copies.examples.flatMap { copy in
      [
        TestSeries(CopyAlerts.snapshot, copies.labels + copy, aged(copies.limit.seconds)),
        TestSeries(CopyAlerts.size, copies.labels + copy, sizes),
      ]
    }
  }

  private var standstillOfArchive: [TestSeries] {
    guard let archive = source.archive else { return [] }
    let waiting = (0...recovery).map { $0 < onset ? archive.limit : $0 < recovery ? archive.limit + 1 : 0 }
    return [
      TestSeries(ArchiveAlerts.unarchived, archive.labels, waiting),
      TestSeries(ArchiveAlerts.watched, archive.labels, aged(ArchiveAlerts.silence)),
    ]
  }
}
