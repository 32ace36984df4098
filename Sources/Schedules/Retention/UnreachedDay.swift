/// A moment of a day before today that no base backup reaches, although write-ahead log is kept from the oldest on.
package struct UnreachedDay: Sendable, Equatable {
  /// The day, counted from 1 January 1970; the oldest that is still wanted.
  package let day: Int
  /// The run after which the day is out of reach.
  package let noticed: Instant
  /// The instant of the oldest full that remains.
  package let oldestFull: Instant
}

extension BackupRuns {
  /// The first of the days before today, of which there are `days`, that at some instant can't be restored to each of
  /// its moments; `nil` where it always can, given write-ahead log from the oldest full on.
  ///
  /// A full serves once it is verified, so the oldest must be by the midnight at which the oldest day begins. How far
  /// the newest log lags is the recovery point's matter.
  package func unreachedDay(of days: Int, keeping rule: RetentionRule, floor: Int, from start: Instant) -> UnreachedDay?
  {
    switch rule {
    case .forever, .external: return nil
    case .physical(let count, _): return unreachedDay(of: days, fulls: max(count, floor), from: start)
    case .until: return unreachedDay(of: days, fulls: floor, from: start)
    case .keep:
      var held: [Copy] = []
      var hasExpired = false
      for run in runs(from: start, through: start.advanced(bySeconds: Int64(days + 400) * 86_400)) {
        if rule.expire(&held, after: run, floor: floor) { hasExpired = true }
        if hasExpired, let oldest = held.first?.instant, let unreached = unreached(days, run.instant, oldest) {
          return unreached
        }
      }
      return nil
    }
  }

  private func unreachedDay(of days: Int, fulls count: Int, from start: Instant) -> UnreachedDay? {
    // Even if all were as near to each other as any two ever are, the oldest may be old enough.
    if let shortest = fulls.gaps(from: start)?.shortest.seconds,
      Int64(count - 1) * shortest >= Int64(days + 1) * 86_400 + Int64(lag)
    {
      return nil
    }
    var held = [Instant](repeating: start, count: count)
    var number = 0
    var found: UnreachedDay?
    forEachFull(from: start, through: start.advanced(bySeconds: 5 * 366 * 86_400), rule: .kubernetes) { instant in
      held[number % count] = instant
      number += 1
      if number > count { found = unreached(days, instant, held[number % count]) }
      return found == nil
    }
    return found
  }

  private func unreached(_ days: Int, _ newest: Instant, _ oldestFull: Instant) -> UnreachedDay? {
    let day = newest.dayInUTC - days
    let verified = oldestFull.secondsSince1970 + Int64(lag)
    return verified <= Int64(day) * 86_400 ? nil : UnreachedDay(day: day, noticed: newest, oldestFull: oldestFull)
  }
}
