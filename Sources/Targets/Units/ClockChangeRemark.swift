import Diagnostics
import Planning
import Schedules

/// The clock changes at which Kubernetes and systemd first run a schedule differently, for `backstay explain`.
enum ClockChangeRemark {
  /// The scheduler that the remark is about.
  enum Scheduler { case kubernetes, systemd }

  /// A sentence for each schedule of a job that the two run differently within five years.
  static func all(of job: Job, by scheduler: Scheduler) -> [String] {
    let triggers = [job.trigger] + job.shipments.compactMap { $0.trigger }
    return triggers.flatMap { $0.schedules }.compactMap { schedule in
      guard let difference = difference(of: schedule.clock) else { return nil }
      let isKubernetes = scheduler == .kubernetes
      let own = isKubernetes ? difference.firstOnly : difference.secondOnly
      let others = isKubernetes ? difference.secondOnly : difference.firstOnly
      let other = isKubernetes ? "systemd" : "Kubernetes"
      let start = "`\(job.name.value)`: when clocks change, it"
      if own.isEmpty { return "\(start) skips runs that \(other) makes, first at \(list(others))" }
      if others.isEmpty { return "\(start) makes runs that \(other) skips, first at \(list(own))" }
      return "\(start) runs at other instants than \(other), first at \(list(own)) and not at \(list(others))"
    }
  }

  /// The first instants that only one of the two has, Kubernetes' own first.
  private static func difference(of clock: ClockSchedule) -> InstantDifference? {
    guard clock.zone.changes != nil else { return nil }
    let start = Instant.proofStart
    return ScheduleReading(clock, .kubernetes).difference(
      from: ScheduleReading(clock, .systemd), from: start, through: Instant(year: 2031, month: 1, day: 1),
      window: 2 * 86_400)
  }

  private static func list(_ instants: [Instant]) -> String {
    let shown = instants.prefix(3).map { $0.rfc3339 }.joined(separator: ", ")
    return instants.count > 3 ? "\(shown) and \(instants.count - 3) more" : shown
  }
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
