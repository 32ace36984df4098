import Diagnostics
import Planning
import Schedules

extension WorkloadBuilder {
  /// Reports cron lines that fire at one instant.
  ///
  /// A schedule is a set of instants, in which each counts once; but each of its cron lines becomes a CronJob, and
  /// Kubernetes would start two at that instant.
  mutating func checkCoincidence(of schedules: [Schedule]) {
    guard schedules.lineCount > 1 else { return }
    var lines: [(clock: ClockSchedule, origin: Span)] = []
    for schedule in schedules {
      for fields in schedule.clock.fields {
        lines.append((ClockSchedule([fields], zone: schedule.clock.zone), schedule.origin))
      }
    }
    for (index, line) in lines.enumerated() {
      for other in lines[..<index] {
        guard let instant = line.clock.firstCoincidence(with: other.clock, from: Self.epoch) else { continue }
        diagnostics.error(
          "not-supported-by-target",
          .init(
            "target `\(target)` would start two runs at \(instant.rfc3339)",
            help: "leave that instant out of one of the two schedules"),
          at: line.origin, notes: [.init("the other schedule", at: other.origin)])
        return
      }
    }
  }

  /// Where the look for an instant starts. Any fixed one will do; a moving one would move findings.
  private static var epoch: Instant { Instant(year: 2026, month: 1, day: 1) }
}
