extension ClockSchedule {
  /// The seconds after an awkward change during which it may still disturb: the search that passed it goes on to the
  /// next run, which can be a year away.
  static var reach: Int64 { 400 * 86_400 }

  /// Whether the controller's own search may give other runs in a closed interval than the clock on the wall.
  func isSearched(from start: Instant, through end: Instant, _ rule: ClockChangeRule) -> Bool {
    rule == .kubernetes && zone.changes != nil
      && zone.nextAwkwardChange(after: start.advanced(bySeconds: -Self.reach), through: end.advanced(bySeconds: 86_400))
        != nil
  }

  /// Walks as `forEachDay` does, with the runs around an awkward change found by the search of Kubernetes.
  func forEachSearchedDay(
    from start: Instant, through end: Instant, _ patterns: inout SchedulePatterns, _ body: (MatchingDays) -> Bool
  ) {
    guard fields.count == 1 else { return forEachMergedRun(from: start, through: end, body) }
    var covered = Instant(secondsSince1970: .min)
    var known = start.advanced(bySeconds: -Self.reach)
    while let change = zone.nextAwkwardChange(after: known, through: end.advanced(bySeconds: 86_400)) {
      // The wall clock alone decides up to the day before, so the search may as well begin there.
      let calm = change.advanced(bySeconds: -86_401)
      if covered < calm {
        guard forEachWallDay(from: max(start, covered.next), through: calm, &patterns, body) else { return }
        covered = calm
      }
      // The first run that is found more than a day after it begins a new search, which knows nothing of the change.
      let disturbed = change.advanced(bySeconds: 86_400)
      while covered <= disturbed {
        guard let run = KubernetesSearch.next(fields[0], zone, after: covered), run <= end else { return }
        guard run < start || body(.single(run)) else { return }
        covered = run
      }
      known = change
    }
    _ = forEachWallDay(from: max(start, covered.next), through: end, &patterns, body)
  }

  /// Walks the runs of several expressions, each of which is a search of its own, one by one.
  private func forEachMergedRun(from start: Instant, through end: Instant, _ body: (MatchingDays) -> Bool) {
    var runs: [Instant] = []
    for field in fields { runs += ClockSchedule([field], zone: zone).instants(from: start, through: end) }
    runs.sort()
    var previous: Instant?
    for run in runs where run != previous {
      guard body(.single(run)) else { return }
      previous = run
    }
  }
}

extension Instant {
  /// The next second.
  fileprivate var next: Instant { Instant(secondsSince1970: secondsSince1970 &+ 1) }
}

extension MatchingDays {
  /// One run alone.
  fileprivate static func single(_ run: Instant) -> MatchingDays {
    MatchingDays(midnight: run, count: 1, pattern: DayPattern(minute: 0))
  }
}

extension Zone {
  /// The first change of clock after an instant and up to another at which the search of Kubernetes may stray from the
  /// wall clock.
  func nextAwkwardChange(after instant: Instant, through end: Instant) -> Instant? {
    guard let changes, !changes.areKnownCalm(from: instant.secondsSince1970, through: end.secondsSince1970) else {
      return nil
    }
    var period = changes.period(at: instant.secondsSince1970)
    while period.end <= end.secondsSince1970 {
      period = changes.period(at: period.end)
      if period.beginsAwkwardly { return Instant(secondsSince1970: period.start) }
    }
    return nil
  }
}

extension OffsetPeriod {
  /// Whether the change that it begins with skips or repeats midnight, or does not begin and end at a whole hour.
  var beginsAwkwardly: Bool {
    let (before, after) = (start + previousOffset, start + offset)
    let (lower, upper) = (min(before, after), max(before, after))
    let holdsMidnight = (upper - 1).flooredQuotient(by: 86_400) > (lower - 1).flooredQuotient(by: 86_400)
    return holdsMidnight || lower % 3600 != 0 || upper % 3600 != 0
  }
}
