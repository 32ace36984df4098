package import Schedules

/// How long a run may take, and how late it may start.
package struct RunLimits: Sendable {
  /// Seconds after which it is stopped.
  package let deadline: Int
  /// Seconds that it may start late.
  package let startWithin: Int

  package static var deadlineWords: StaticString { "half the shortest time between starts, at most 6h" }
  package static var startWithinWords: StaticString { "a quarter of the shortest time between starts, at most 30m" }

  /// The defaults for something that runs this often, or only by hand.
  package init(shortestGap: RunGap?) {
    let shortest = min(Int(shortestGap?.seconds ?? 86_400), 86_400)
    deadline = min(shortest / 2, 6 * 3600)
    startWithin = min(shortest / 4, 30 * 60)
  }

  /// What a backup states, otherwise the defaults for something that runs this often.
  package init(of backup: Backup, shortestGap: RunGap?) {
    let defaults = RunLimits(shortestGap: shortestGap)
    deadline = backup.deadline?.seconds ?? defaults.deadline
    startWithin = backup.startWithin?.seconds ?? defaults.startWithin
  }
}
