import Diagnostics
import Planning
import Schedules

extension WorkloadBuilder {
  /// Reports cron lines that fire at one instant.
  ///
  /// A schedule is a set of instants; but each of its cron lines becomes a CronJob, and
  /// Kubernetes would start both at that instant.
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
        guard let instant = line.clock.firstCoincidence(with: other.clock, from: .proofStart) else { continue }
        diagnostics.refuse(
          "target `\(target)` would start two runs at \(instant.rfc3339)",
          help: "remove that instant from one of the two schedules", at: line.origin,
          notes: [.init("the other schedule is here", at: other.origin)])
        return
      }
    }
  }
}
