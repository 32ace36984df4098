package import Diagnostics
package import Schedules

/// When a job runs.
package indirect enum Trigger: Sendable {
  /// At each instant of any of the schedules.
  case clock([Schedule])
  /// Checks at `check`; captures if the material changed, or if `atLatestEvery` seconds have passed.
  case onChange(check: Schedule, atLatestEvery: Int)
  /// Physical backups: a schedule for each kind, and the seconds that WAL may stay unshipped.
  case physical(PhysicalTrigger)
  /// Rendered, but never started automatically.
  case manual
}

/// The schedules of a physical backup. At one instant the higher kind replaces the lower.
package struct PhysicalTrigger: Sendable {
  package var full: [Schedule]
  package var differential: [Schedule]
  package var incremental: [Schedule]
  /// Seconds that WAL may stay unshipped; absent if there is no bound.
  package var wal: Int?
}

/// A clock schedule and where the policy says it.
package final class Schedule: Sendable {
  package let clock: ClockSchedule
  package let origin: Span

  package init(clock: ClockSchedule, origin: Span) {
    self.clock = clock
    self.origin = origin
  }
}
