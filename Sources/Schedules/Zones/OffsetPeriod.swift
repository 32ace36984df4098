internal import Synchronization

/// A time during which the clocks of a zone are not changed, in seconds since 1970-01-01T00:00:00Z.
package struct OffsetPeriod: Sendable, Equatable {
  /// The first second, or the least number where there is no earlier change.
  package let start: Int64
  /// The second after the last, or the greatest number where there is no later change.
  package let end: Int64
  /// The seconds by which clocks are ahead of UTC.
  package let offset: Int64
  /// The seconds by which they were ahead before `start`.
  package let previousOffset: Int64

  /// The seconds after `start` during which clocks show times that they have shown before.
  package var repeated: Int64 { max(0, previousOffset - offset) }
}
