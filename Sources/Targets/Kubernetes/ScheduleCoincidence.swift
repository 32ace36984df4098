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
        guard let instant = Self.coincidence(of: line.clock, other.clock) else { continue }
        diagnostics.error(
          "not-supported-by-target",
          .init(
            "target `\(target)` would start two runs at \(instant.rfc3339)",
            help: "Leave that instant out of one of the two schedules."),
          at: line.origin, notes: [.init("the other schedule", at: other.origin)])
        return
      }
    }
  }

  /// An instant at which both fire within four years, which hold a leap day and each day of the month on each weekday.
  private static func coincidence(of first: ClockSchedule, _ second: ClockSchedule) -> Instant? {
    if first.zone == second.zone, !shareTimeOfDay(first.fields, second.fields) { return nil }
    let start = Instant(year: 2026, month: 1, day: 1)
    let end = Instant(year: 2030, month: 1, day: 1)
    var (a, b) = (first.next(after: start), second.next(after: start))
    while let early = a, let late = b, early < end, late < end {
      if early == late { return early }
      // The one that lags goes on at the other's instant, which it may share.
      if early < late {
        a = first.next(after: Instant(secondsSince1970: late.secondsSince1970 - 1))
      } else {
        b = second.next(after: Instant(secondsSince1970: early.secondsSince1970 - 1))
      }
    }
    return nil
  }

  private static func shareTimeOfDay(_ first: [CronFields], _ second: [CronFields]) -> Bool {
    first.contains { a in
      second.contains { b in a.minutes & b.minutes != 0 && a.hours & b.hours != 0 && a.months & b.months != 0 }
    }
  }
}
