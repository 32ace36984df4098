package import Formats
package import Planning
import Schedules

/// A timer that starts a service at each instant of a plan's schedules.
package struct TimerUnit: Sendable {
  /// Lines at the top of the file.
  package var comment: [String]
  /// What the timer is for, in a few words.
  package var description: String
  /// The service's full name.
  package var service: String
  /// The service starts at each instant of any of them.
  package var schedules: [Schedule]
  /// Whether a start that was missed because the machine was down is made up at boot.
  package var catchUp: Bool
  /// Whether the timer is rendered but must not start.
  package var suspended: Bool

  /// A timer for `service`.
  package init(
    comment: [String], description: String, service: String, schedules: [Schedule], catchUp: Bool,
    suspended: Bool = false
  ) {
    self.comment = comment
    self.description = description
    self.service = service
    self.schedules = schedules
    self.catchUp = catchUp
    self.suspended = suspended
  }

  /// The timer's file.
  ///
  /// It starts exactly at the schedules' instants: they already include a policy's `spread`, so systemd may neither
  /// delay starts at random nor coalesce them within its usual minute.
  package var file: UnitFile {
    var unit = UnitFile.Section("Unit", ["Description": .text(description)])
    var timer = UnitFile.Section("Timer")
    for line in Self.lines(of: schedules) { timer.append("OnCalendar", .literal(line)) }
    timer.append("AccuracySec", .literal("1s"))
    timer.append("RandomizedDelaySec", .literal("0"))
    timer.append("Persistent", .literal(catchUp ? "true" : "false"))
    timer.append("Unit", .units([service]))
    if suspended { Suspension.apply(to: &unit) }
    let install = UnitFile.Section("Install", ["WantedBy": .units(["timers.target"])])
    return UnitFile(comment: comment + (suspended ? Suspension.comment : []), sections: [unit, timer, install])
  }

  // Two schedules may have the same line, and systemd would keep both.
  private static func lines(of schedules: [Schedule]) -> [String] {
    var lines: [String] = []
    for schedule in schedules {
      for line in schedule.clock.onCalendarLines where !lines.contains(line) { lines.append(line) }
    }
    return lines
  }
}
