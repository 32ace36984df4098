/// A set of instants: the union of cron expressions on the clock of one zone.
package struct ClockSchedule: Sendable, Equatable {
  /// The expressions; the schedule fires when any of them does, once where several do.
  package let fields: [CronFields]
  /// The zone whose clock they are compared with.
  package let zone: Zone

  /// Creates the union of expressions in a zone.
  package init(_ fields: [CronFields], zone: Zone = .utc) {
    self.fields = fields
    self.zone = zone
  }
}

// MARK: Instants

extension ClockSchedule {
  /// The first instant after another, or `nil` when there is none within the look-ahead.
  ///
  /// Kubernetes looks ahead to the end of the fifth calendar year after this one; for systemd the look-ahead is nine
  /// years, more than the eight that can lie between two leap days.
  package func next(after instant: Instant, rule: ClockChangeRule = .kubernetes) -> Instant? {
    var patterns = SchedulePatterns(self, rule)
    return next(after: instant, &patterns)
  }

  /// The first instant after another, by patterns that have been made before.
  func next(after instant: Instant, _ patterns: inout SchedulePatterns) -> Instant? {
    let start = Instant(secondsSince1970: instant.secondsSince1970 + 1)
    var found: Instant?
    forEachDay(from: start, through: lookAhead(from: start, rule: patterns.rule), &patterns) { days in
      found = days.instant(day: 0, minute: days.pattern.first)
      return false
    }
    return found
  }

  /// The instants of a closed interval, ascending. Their number can be large: one for each minute at the most.
  package func instants(from start: Instant, through end: Instant, rule: ClockChangeRule = .kubernetes) -> [Instant] {
    var instants: [Instant] = []
    var patterns = SchedulePatterns(self, rule)
    forEachDay(from: start, through: end, &patterns) { days in
      for day in 0..<days.count {
        days.pattern.forEachMinute { minute in
          instants.append(days.instant(day: day, minute: minute))
          return true
        }
      }
      return true
    }
    return instants
  }

  /// The last instant in which a scheduler looks for the next run after `start`.
  func lookAhead(from start: Instant, rule: ClockChangeRule) -> Instant {
    let offset = zone.offset(at: start)
    let year = start.civilMinute(offset: offset).date.year + (rule == .kubernetes ? 6 : 10)
    return Instant(year: year, month: 1, day: 1).advanced(bySeconds: -offset - 1)
  }
}
