/// The runs of one backup at one sink, and how far each may be from its instant.
///
/// Every run is supposed to succeed: it starts at most `startWithin` after its instant, and its copy is verified at
/// most `deadline` after that.
package final class BackupRuns: Sendable {
  /// When runs are due that make a copy which rests on no other: all runs of a method that isn't physical.
  package let fulls: ScheduleUnion
  /// When differentials are due, of a physical method.
  package let differentials: ScheduleUnion?
  /// When incrementals are due, of a physical method.
  package let incrementals: ScheduleUnion?
  /// The most seconds from a run's instant to its start.
  package let startWithin: Int
  /// The most seconds from a run's start to its verified end.
  package let deadline: Int

  package init(
    fulls: ScheduleUnion, differentials: ScheduleUnion? = nil, incrementals: ScheduleUnion? = nil,
    startWithin: Int = 0, deadline: Int = 0
  ) {
    self.fulls = fulls
    self.differentials = differentials
    self.incrementals = incrementals
    self.startWithin = startWithin
    self.deadline = deadline
  }

  /// The most seconds from a run's instant to a copy that counts.
  package var lag: Int { startWithin + deadline }

  /// Whether all runs make copies of one kind.
  var areAlike: Bool { differentials == nil && incrementals == nil }

  /// The runs of a closed interval, ascending, each once; at one instant the higher kind replaces the lower.
  package func runs(
    from start: Instant, through end: Instant, rule: ClockChangeRule = .kubernetes
  ) -> [Copy] {
    var runs = fulls.instants(from: start, through: end, rule: rule).map { Copy($0) }
    guard !areAlike else { return runs }
    let others = [(differentials, CopyKind.differential), (incrementals, .incremental)]
    for case (let schedules?, let kind) in others {
      runs += schedules.instants(from: start, through: end, rule: rule).map { Copy($0, kind) }
    }
    runs.sort { $0.instant != $1.instant ? $0.instant < $1.instant : $0.kind.rawValue < $1.kind.rawValue }
    var count = 0
    for run in runs where count == 0 || runs[count - 1].instant != run.instant {
      runs[count] = run
      count += 1
    }
    runs.removeLast(runs.count - count)
    return runs
  }

  /// Calls `body` with the instants of all fulls in a closed interval, ascending, until that returns `false`.
  ///
  /// The schedules of one zone need no memory for them. Those of several are merged month by month.
  func forEachFull(
    from start: Instant, through end: Instant, rule: ClockChangeRule, _ body: (Instant) -> Bool
  ) {
    guard fulls.other != nil else { return fulls.clock.forEachInstant(from: start, through: end, rule: rule, body) }
    let month: Int64 = 30 * 86_400
    var first = start
    while first <= end {
      let last = min(end, first.advanced(bySeconds: month - 1))
      for instant in fulls.instants(from: first, through: last, rule: rule) { guard body(instant) else { return } }
      first = last.advanced(bySeconds: 1)
    }
  }
}

extension ClockSchedule {
  /// Calls `body` with the instants of a closed interval, ascending, until that returns `false`.
  fileprivate func forEachInstant(
    from start: Instant, through end: Instant, rule: ClockChangeRule, _ body: (Instant) -> Bool
  ) {
    var patterns = SchedulePatterns(self, rule)
    forEachDay(from: start, through: end, &patterns) { days in
      var goesOn = true
      for day in 0..<days.count where goesOn {
        days.pattern.forEachMinute { minute in
          goesOn = body(days.instant(day: day, minute: minute))
          return goesOn
        }
      }
      return goesOn
    }
  }
}
