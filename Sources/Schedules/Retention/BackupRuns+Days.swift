extension BackupRuns {
  /// The first UTC day of a range at whose end no copy of that day is sure to be verified, or `nil`.
  ///
  /// A run counts for a day only if even its latest start and latest end fall on that day. Days that are alike are
  /// looked at once, so that a day that is missed at a change of clock in five years is found in a few steps.
  package func firstDayWithoutCopy(in days: Range<Int>) -> Int? {
    guard !days.isEmpty, !hasSureCopyEachDay else { return nil }
    if fulls.other == nil, areAlike {
      for days in stretches(of: days) {
        var next = days.lowerBound
        forEachSureDay(of: fulls.clock, in: days) { sure in
          if sure.lowerBound <= next { next = max(next, sure.upperBound) }
          return sure.lowerBound <= next
        }
        if next < days.upperBound { return next }
      }
      return nil
    }
    var hasCopy = [Bool](repeating: false, count: days.count)
    for schedules in [fulls, differentials, incrementals] {
      var union = schedules
      while let schedule = union {
        forEachSureDay(of: schedule.clock, in: days) { sure in
          for day in sure.clamped(to: days) { hasCopy[day - days.lowerBound] = true }
          return true
        }
        union = schedule.other
      }
    }
    return hasCopy.firstIndex(of: false).map { days.lowerBound + $0 }
  }

  /// The days among which the first without a copy is, if there is one.
  private func stretches(of days: Range<Int>) -> [Range<Int>] {
    guard fulls.clock.fields.allSatisfy({ $0.repeatsWeekly }) else { return [days] }
    let start = Instant(secondsSince1970: Int64(days.lowerBound) * 86_400)
    let end = Instant(secondsSince1970: Int64(days.upperBound) * 86_400 - 1)
    return fulls.clock.unlikeWeeks(from: start, through: end, .systemd).map { stretch in
      let first = Int(stretch.lowerBound.flooredQuotient(by: 86_400))
      return (first..<Int((stretch.upperBound - 1).flooredQuotient(by: 86_400)) + 1).clamped(to: days)
    }
  }

  /// Whether one expression in UTC alone gives every day a copy: what most policies have, and needs no walk.
  private var hasSureCopyEachDay: Bool {
    fulls.clock.zone.changes == nil
      && fulls.clock.fields.contains {
        guard $0.firesEveryDay, $0.hours != 0, $0.minutes != 0 else { return false }
        return ($0.hours.trailingZeroBitCount * 60 + $0.minutes.trailingZeroBitCount) * 60 + lag <= 86_400
      }
  }

  /// Calls `body` with ranges of days that have a sure copy, in ascending order, until that returns `false`.
  private func forEachSureDay(of schedule: ClockSchedule, in days: Range<Int>, _ body: (Range<Int>) -> Bool) {
    let start = Instant(secondsSince1970: Int64(days.lowerBound) * 86_400)
    let end = Instant(secondsSince1970: Int64(days.upperBound) * 86_400 - 1)
    // systemd skips the wall times that Kubernetes repeats; with fewer runs the answer is right for both.
    var patterns = SchedulePatterns(schedule, .systemd)
    // The latest second of a day at which a run may be due.
    let latest = 86_400 - lag
    guard latest >= 0 else { return }
    schedule.forEachDay(from: start, through: end, &patterns) { alike in
      let day = alike.midnight.dayInUTC
      // A day of the local clock spans two of UTC; the first run in each has the most time.
      let ahead = Int(alike.midnight.secondsSince1970 - Int64(day) * 86_400)
      var goesOn = true
      if alike.pattern.first * 60 + ahead <= latest, alike.pattern.first * 60 + ahead < 86_400 {
        goesOn = body(day..<day + alike.count)
      }
      if goesOn, let first = alike.pattern.first(from: (86_400 - ahead) / 60), first * 60 + ahead - 86_400 <= latest {
        goesOn = body(day + 1..<day + 1 + alike.count)
      }
      return goesOn
    }
  }
}

extension DayPattern {
  /// The first minute of the day, `start` or later, at which it fires.
  fileprivate func first(from start: Int) -> Int? {
    guard last >= start else { return nil }
    if first >= start { return first }
    var found: Int?
    forEachMinute { minute in
      if minute >= start { found = minute }
      return found == nil
    }
    return found
  }
}
