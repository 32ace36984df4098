import Diagnostics
import Planning
import Schedules

/// The series that change while nothing is wrong, on their real clock, of all runs that a window is for.
struct QuietTimeline {
  let source: AlertSource
  let window: RunWindow
  let rule: ClockChangeRule

  var series: [TestSeries] {
    source.runs.filter { window.pace.contains($0) }.flatMap { watched in
      series(of: watched) + source.copies.filter { $0.isOf(watched) }.flatMap { series(of: $0, watched) }
    }
  }

  /// A run: when it begins and ends.
  private struct Run {
    let begin: Int64
    let end: Int64
  }

  /// The runs of `progress` up to the window's end, from long enough before it on. Every other one starts at once and takes no
  /// time; those between start late and take as long as they may. The one before the centre is early, so that the longest
  /// time between two ends lies there.
  private func runs(of progress: Progress, deadline: Int, lead: Int = 0) -> [Run] {
    let first = window.start.advanced(bySeconds: -Int64(2 * progress.gap + lead + 86_400))
    let starts = progress.starts.instants(from: first, through: window.end, rule: rule)
    let before = starts.lastIndex { $0 < window.centre } ?? 0
    let rest = Int64(progress.limit.seconds - progress.gap)
    return starts.enumerated().map { index, start in
      let begin = start.secondsSince1970
      if (index - before) % 2 == 0 { return Run(begin: begin, end: begin) }
      return Run(begin: begin + rest - min(rest, Int64(deadline)), end: begin + rest)
    }
  }

  /// At each evaluation the value of the last event before it, counted from the window's start.
  private func values(_ events: [(at: Int64, value: Int64)]) -> [Int] {
    let start = window.start.secondsSince1970
    var next = 0
    var value = events.first?.value ?? start
    return (0..<window.evaluations).map { index in
      while next < events.count, events[next].at <= start + Int64(index * TestSeries.step) {
        value = events[next].value
        next += 1
      }
      return Int(value - start)
    }
  }

  /// At each evaluation whether a run is going on.
  private func isActive(_ runs: [Run]) -> [Int] {
    (0..<window.evaluations).map { index in
      let now = window.start.secondsSince1970 + Int64(index * TestSeries.step)
      return runs.contains { $0.begin <= now && now < $0.end } ? 1 : 0
    }
  }

  private func series(of watched: WatchedRuns) -> [TestSeries] {
    var series: [TestSeries] = []
    var all: [Run] = []
    for progress in watched.progress {
      let runs = runs(of: progress, deadline: watched.deadline)
      series.append(QuietTests.success(of: progress, watched, values(runs.map { ($0.end, $0.end) })))
      all += runs
    }
    switch watched.place {
    case .machine(let services, _):
      if services.count == 1 { series.append(MachineAlerts.state(of: services[0], "activating", isActive(all))) }
    case .cluster(let names):
      series.append(
        ClusterAlerts.job("kube_job_status_start_time", names, values(all.map { ($0.begin, $0.begin) })))
      series.append(ClusterAlerts.job("kube_job_status_active", names, isActive(all)))
      series.append(ClusterAlerts.owner(names, count: window.evaluations))
    }
    return series
  }

  private func series(of copies: CopyAlerts, _ watched: WatchedRuns) -> [TestSeries] {
    guard let progress = watched.progress.first, let copy = copies.examples.first else { return [] }
    var captures: [(at: Int64, value: Int64)] = []
    var least = 0
    if case .onChange(_, let atLatestEvery) = copies.job.trigger { least = atLatestEvery }
    for run in runs(of: progress, deadline: watched.deadline, lead: 2 * least) {
      // A check of something that never changes captures only once the copy is old enough.
      if let last = captures.last, run.begin - last.value < Int64(least) { continue }
      captures.append((run.end, run.begin))
    }
    return [TestSeries(CopyAlerts.snapshot, copies.labels + copy, values(captures))]
  }
}
