package import Schedules

/// The defaults for what a run may take.
package struct RunLimits: Sendable {
  /// Seconds: half the shortest gap, at most six hours.
  package let deadline: Int
  /// Seconds: a quarter of the shortest gap, at most half an hour.
  package let startWithin: Int

  /// The defaults of what runs this often, or only by hand.
  package init(shortestGap: RunGap?) {
    let shortest = min(Int(shortestGap?.seconds ?? 86_400), 86_400)
    deadline = min(shortest / 2, 6 * 3600)
    startWithin = min(shortest / 4, 30 * 60)
  }
}
