extension ScheduleUnion {
  /// The longest and the shortest distance between a run and the `count`-th after it, the first of which lies within
  /// `years` years from an instant; of several such pairs the earliest. `nil` where so many runs don't follow.
  ///
  /// `count` is 1 for neighbours; after one failed run the data is as old as with 2.
  package func gaps(
    spanning count: Int = 1, from start: Instant, years: Int = 5, rule: ClockChangeRule = .kubernetes
  ) -> (longest: RunGap, shortest: RunGap)? {
    if other == nil, count == 1 { return clock.gaps(from: start, years: years, rule: rule) }
    var finder = DistanceFinder(count, through: start.advanced(byYears: years))
    walk(from: start, rule, &finder)
    guard let longest = finder.longest, let shortest = finder.shortest else { return nil }
    return (longest, shortest)
  }

  /// Shows the runs from `start` on to a finder until it has seen enough.
  ///
  /// While no zone's clock is changed, schedules that know no dates have the same runs on each day or in each week, so
  /// the middle of such a time is left out. Others are walked day by day.
  private func walk(from start: Instant, _ rule: ClockChangeRule, _ finder: inout DistanceFinder) {
    let day: Int64 = 86_400
    let period: Int64? = firesEveryDay ? day : repeatsWeekly ? 7 * day : nil
    // The first period may begin with repeated times. The second shows all distances, each over one period a run at
    // the most.
    let enough = Int64(finder.count + 2) * (period ?? day)
    // No schedule is silent for longer than the eight years between two leap days; nothing comes after such a silence.
    let longestSilence = 10 * 366 * day
    var second = start.secondsSince1970
    var lastRun = second
    while !finder.hasSeenAll, second - lastRun < longestSilence {
      let change = nextChange(after: second)
      let isSkipped = period != nil && (change == .max || change - second > 2 * enough)
      let end = min(change, second + (isSkipped ? enough : 32 * day))
      let runs = instants(
        from: Instant(secondsSince1970: second), through: Instant(secondsSince1970: end - 1), rule: rule)
      for run in runs { finder.visit(run) }
      lastRun = runs.last?.secondsSince1970 ?? lastRun
      second = end
      if isSkipped {
        if change > finder.end.secondsSince1970 { return }
        finder.skip()
        second = change - enough
      }
    }
  }

  private var firesEveryDay: Bool { clock.fields.allSatisfy { $0.firesEveryDay } && other?.firesEveryDay ?? true }

  private var repeatsWeekly: Bool { clock.fields.allSatisfy { $0.repeatsWeekly } && other?.repeatsWeekly ?? true }

  private func nextChange(after second: Int64) -> Int64 {
    let change = clock.zone.period(at: Instant(secondsSince1970: second)).end
    return min(change, other?.nextChange(after: second) ?? .max)
  }
}

/// The longest and shortest distance between instants that lie `count` apart, of those that it is shown in order.
private struct DistanceFinder {
  let count: Int
  /// Distances that begin after it don't count.
  let end: Instant
  private(set) var longest: RunGap?
  private(set) var shortest: RunGap?
  /// The newest instants, `count` at the most, of which the oldest is at `oldest` once there are so many.
  private var recent: [Instant] = []
  private var oldest = 0

  init(_ count: Int, through end: Instant) {
    self.count = count
    self.end = end
  }

  var hasSeenAll: Bool { recent.count == count && recent[oldest] > end }

  mutating func visit(_ instant: Instant) {
    guard recent.count == count else { return recent.append(instant) }
    let gap = RunGap(start: recent[oldest], end: instant)
    recent[oldest] = instant
    oldest = oldest + 1 == count ? 0 : oldest + 1
    guard gap.start <= end else { return }
    if gap.seconds > longest?.seconds ?? -1 { longest = gap }
    if gap.seconds < shortest?.seconds ?? .max { shortest = gap }
  }

  /// What was shown before is no neighbour of what comes now.
  mutating func skip() {
    recent.removeAll(keepingCapacity: true)
    oldest = 0
  }
}

extension Instant {
  /// The same day some years later, or the 28th where it is later in its month.
  func advanced(byYears years: Int) -> Instant {
    let date = CivilDate(daysSince1970: dayInUTC)
    return Instant(year: date.year + years, month: date.month, day: min(date.day, 28))
  }
}
