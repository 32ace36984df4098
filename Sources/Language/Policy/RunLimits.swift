package import Schedules

/// What a run may take.
package struct RunLimits: Sendable {
  /// Seconds after which it is ended.
  package let deadline: Int
  /// Seconds that it may start late.
  package let startWithin: Int

  package static var deadlineWords: StaticString { "half the shortest time between starts, at most 6h" }
  package static var startWithinWords: StaticString { "a quarter of the shortest time between starts, at most 30m" }

  /// The defaults of what runs this often, or only by hand.
  package init(shortestGap: RunGap?) {
    let shortest = min(Int(shortestGap?.seconds ?? 86_400), 86_400)
    deadline = min(shortest / 2, 6 * 3600)
    startWithin = min(shortest / 4, 30 * 60)
  }

  /// What a backup states, else the defaults of what runs this often.
  package init(of backup: Backup, shortestGap: RunGap?) {
    let defaults = RunLimits(shortestGap: shortestGap)
    deadline = backup.deadline?.seconds ?? defaults.deadline
    startWithin = backup.startWithin?.seconds ?? defaults.startWithin
  }
}
