/// The distance between two consecutive runs of a schedule.
package struct RunGap: Sendable, Equatable {
  /// The earlier run.
  package let start: Instant
  /// The later run.
  package let end: Instant

  /// Creates the distance between two runs.
  package init(start: Instant, end: Instant) {
    self.start = start
    self.end = end
  }

  /// The distance in seconds.
  package var seconds: Int64 { end.secondsSince1970 - start.secondsSince1970 }
}
