/// A UTC day that no copy can restore, although an objective wants it.
package struct MissingDay: Sendable, Equatable {
  /// The day, counted from 1 January 1970.
  package let day: Int
  /// When that is seen: the midnight that ends a day without a sure copy, or the run after which its copies expired.
  package let noticed: Instant
  /// Why there is no copy.
  package let cause: Cause

  package enum Cause: Sendable, Equatable {
    /// No run of that day is sure to be verified before it ends.
    case notMade
    /// What was made has expired.
    case expired
  }
}

extension BackupRuns {
  /// The first of the days before today, of which there are `days`, that at some instant no copy restores; `nil` where
  /// at every instant after a warm-up each of them has one.
  ///
  /// Five years from `start` are looked at, with every change of clock. Whatever the rule, each UTC day needs a copy
  /// that is verified when it ends; given that, an instant is worst just after a run that was quick has expired what it
  /// may. Copies of weeks, months and years can't help: of a row of days, they keep at the most one of seven.
  package func missingDay(of days: Int, keeping rule: RetentionRule, floor: Int, from start: Instant) -> MissingDay? {
    let first = start.dayInUTC + 1
    if let day = firstDayWithoutCopy(in: first..<first + days + 5 * 366) {
      let midnight = Instant(secondsSince1970: Int64(day + 1) * 86_400)
      return MissingDay(day: day, noticed: midnight, cause: .notMade)
    }
    switch rule {
    case .forever, .external: return nil
    case .keep(let keep):
      if keep.surelyReaches(days: days) { return nil }
      return areAlike
        ? expiredDay(of: days, keeping: keep, floor: floor, from: first)
        : physicalDay(of: days, rule, floor, from: first)
    case .until: return expiredDay(of: days, keeping: Keep(), floor: floor, from: first)
    case .physical: return physicalDay(of: days, rule, floor, from: first)
    }
  }

  /// Walks the runs until one is followed by the expiry of a day that is still wanted.
  private func expiredDay(of days: Int, keeping keep: Keep, floor: Int, from first: Int) -> MissingDay? {
    var walk = ReachWalk(keep, floor: floor, days: days, first: first, startWithin: startWithin)
    let start = Instant(secondsSince1970: Int64(first) * 86_400)
    forEachFull(from: start, through: end(of: days, from: first), rule: .kubernetes) { walk.visit($0) }
    return walk.missing
  }

  /// Where a walk may end: days that are all alike repeat themselves once the history is long enough.
  private func end(of days: Int, from first: Int) -> Instant {
    let isPeriodic = fulls.isInUTC && fulls.allSatisfy { $0.firesEveryDay }
    // More than two runs in an hour: one year holds both changes of clock, and the answer must not take seconds.
    let isDense = !fulls.allSatisfy { $0.minutes.nonzeroBitCount <= 2 }
    let length = isPeriodic ? days + 3 : days + (isDense ? 400 : 5 * 366)
    return Instant(secondsSince1970: Int64(first + length) * 86_400)
  }

  /// The same for copies that rest on others: what remains after each run is looked at as a whole.
  private func physicalDay(of days: Int, _ rule: RetentionRule, _ floor: Int, from first: Int) -> MissingDay? {
    let start = Instant(secondsSince1970: Int64(first) * 86_400)
    var held: [Copy] = []
    for run in runs(from: start, through: start.advanced(bySeconds: Int64(days + 400) * 86_400)) {
      _ = rule.expire(&held, after: run, floor: floor)
      let today = run.instant.dayInUTC
      guard today - days >= first else { continue }
      if let day = firstDay(of: today - days..<today, without: held) {
        return MissingDay(day: day, noticed: run.instant, cause: .expired)
      }
    }
    return nil
  }

  private func firstDay(of days: Range<Int>, without held: [Copy]) -> Int? {
    var next = days.lowerBound
    for copy in held {
      let day = copy.instant.dayInUTC
      guard day == copy.instant.advanced(bySeconds: Int64(startWithin)).dayInUTC, day >= next else { continue }
      guard day == next else { return next }
      next += 1
    }
    return next < days.upperBound ? next : nil
  }
}

extension ScheduleUnion {
  fileprivate func allSatisfy(_ condition: (CronFields) -> Bool) -> Bool {
    clock.fields.allSatisfy(condition) && other?.allSatisfy(condition) ?? true
  }
}

extension Keep {
  /// Whether each of the days before today keeps a copy, whatever the cadence, if every day makes one.
  ///
  /// N dailies reach N-1 days back from the newest; the oldest copy of the day `days` days back is younger than one
  /// day more.
  package func surelyReaches(days: Int) -> Bool {
    daily.limit > days || (within ?? 0) >= (days + 1) * 86_400 || last == .unlimited || hourly == .unlimited
  }
}

extension RetentionRule {
  /// Whether what the material was on each of the days before today is always kept, where a look at `looks` makes a
  /// copy of a change, and at the latest `atLatestEvery` seconds after the copy before.
  ///
  /// A day without a copy is restored from the newest one before it. Any look may find a change or none, so that only
  /// bounds are used, which hold for all histories.
  package func surelyReaches(days: Int, lookingAt looks: ScheduleUnion, atLatestEvery: Int, lag: Int, floor: Int)
    -> Bool
  {
    switch self {
    case .forever, .external: return true
    case .until, .physical: return false
    case .keep(let keep):
      if keep.daily.limit > days || keep.hourly.limit > (days + 1) * 24 { return true }
      if (keep.within ?? 0) >= (days + 1) * 86_400 + atLatestEvery + lag { return true }
      let day = Instant.proofStart
      let inOneDay = looks.instants(from: day, through: day.advanced(bySeconds: 86_399)).count
      return max(keep.last.limit, floor) > (days + 1) * inOneDay
    }
  }
}

/// What the rules that keep a row of copies (`within`, `last`, `hourly`) reach, run by run.
private struct ReachWalk {
  private(set) var missing: MissingDay?

  private let within: Int64
  private let last: Int
  private let hourly: Int
  private let days: Int
  private let first: Int
  private let startWithin: Int64
  /// Of each of the days in reach its newest run that surely starts on that day.
  private var newest: [Run]
  private var run = Run(second: 0, number: 0, hours: 0)
  /// The last hour in which one of the runs so far may start.
  private var lastHour = Int64.min

  private struct Run {
    var second: Int64
    /// How many runs there were, this one included.
    var number: Int
    /// In how many hours these may have started; of a run of a day, in how many before its own hour.
    var hours: Int
  }

  init(_ keep: Keep, floor: Int, days: Int, first: Int, startWithin: Int) {
    within = Int64(keep.within ?? 0) - Int64(startWithin)
    last = max(keep.last.limit, floor)
    hourly = keep.hourly.limit
    self.days = days
    self.first = first
    self.startWithin = Int64(startWithin)
    newest = [Run](repeating: run, count: days + 1)
  }

  /// Takes the next run, and returns whether to go on.
  mutating func visit(_ instant: Instant) -> Bool {
    let second = instant.secondsSince1970
    let hour = second.flooredQuotient(by: 3600)
    let latestHour = (second + startWithin).flooredQuotient(by: 3600)
    run.second = second
    run.number += 1
    if latestHour > lastHour {
      run.hours += Int(latestHour - max(hour - 1, lastHour))
      lastHour = latestHour
    }
    let today = Int(second.flooredQuotient(by: 86_400))
    if today - days >= first, !reaches(newest[(today - days) % (days + 1)]) {
      missing = MissingDay(day: today - days, noticed: instant, cause: .expired)
      return false
    }
    if Int((second + startWithin).flooredQuotient(by: 86_400)) == today {
      newest[today % (days + 1)] = Run(
        second: second, number: run.number, hours: run.hours - Int(latestHour - hour + 1))
    }
    return true
  }

  /// Whether a rule keeps a copy of the old run's day now that the newest run is verified.
  private func reaches(_ old: Run) -> Bool {
    if run.second - old.second <= within { return true }
    let runs = run.number - old.number + 1
    if runs <= last { return true }
    return min(runs, run.hours - old.hours) <= hourly
  }
}
