/// A set of instants: the union of schedules on the clocks of any zones. Several that fire at one instant count once.
package final class ScheduleUnion: Sendable {
  /// The schedules of one zone.
  package let clock: ClockSchedule
  /// Those of the other zones.
  package let other: ScheduleUnion?

  /// Creates the union of the schedules of one zone and those of others.
  package init(_ clock: ClockSchedule, _ other: ScheduleUnion? = nil) {
    self.clock = clock
    self.other = other
  }

  /// The union with another schedule.
  package func adding(_ another: ClockSchedule) -> ScheduleUnion {
    if another.zone == clock.zone {
      return ScheduleUnion(ClockSchedule(clock.fields + another.fields, zone: clock.zone), other)
    }
    return ScheduleUnion(clock, other?.adding(another) ?? ScheduleUnion(another))
  }

  /// The union with the schedules of another.
  package func adding(_ another: ScheduleUnion) -> ScheduleUnion {
    let sum = adding(another.clock)
    return another.other.map { sum.adding($0) } ?? sum
  }

  /// Whether no schedule is compared with a clock that is changed.
  package var isInUTC: Bool { clock.zone.changes == nil && other?.isInUTC ?? true }

  /// The first instant after another, or `nil` when there is none within the look-ahead of the scheduler.
  package func next(after instant: Instant, rule: ClockChangeRule = .kubernetes) -> Instant? {
    let first = clock.next(after: instant, rule: rule)
    guard let second = other?.next(after: instant, rule: rule) else { return first }
    return first.map { min($0, second) } ?? second
  }

  /// The instants of a closed interval, ascending, each once.
  package func instants(from start: Instant, through end: Instant, rule: ClockChangeRule = .kubernetes) -> [Instant] {
    let first = clock.instants(from: start, through: end, rule: rule)
    guard let second = other?.instants(from: start, through: end, rule: rule) else { return first }
    var merged: [Instant] = []
    merged.reserveCapacity(first.count + second.count)
    var (i, j) = (0, 0)
    while i < first.count || j < second.count {
      let isFirst = j == second.count || i < first.count && first[i] <= second[j]
      let instant = isFirst ? first[i] : second[j]
      if isFirst { i += 1 } else { j += 1 }
      if merged.last != instant { merged.append(instant) }
    }
    return merged
  }
}
