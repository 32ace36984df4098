/// The schedule of a line of crontab(5), as cronie and the Vixie cron that it comes from read it.
///
/// From cronie's `entry.c`: two day fields are joined by *and* when either begins with a star, `*/2` included; 7 is
/// Sunday; a name has three letters; blanks are spaces and tabs. What it ignores silently is a fault here.
package struct CrontabExpression: Sendable, Equatable {
  /// The fields, whose star flags say how the day fields are joined here.
  package let fields: CronFields
  /// Whether minutes or hours begin with a star, so that a change of clock is no special case for cron (`cron.c`).
  package let followsClock: Bool

  /// Reads the five fields or the macro of a line, without user and command.
  package static func parse(_ text: String) throws(CronFault) -> CrontabExpression {
    var text = text
    let result: Result<CrontabExpression, CronFault> = text.withUTF8 { bytes in
      do throws(CronFault) {
        return .success(try parse(bytes))
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  private static func parse(_ text: UnsafeBufferPointer<UInt8>) throws(CronFault) -> CrontabExpression {
    if text.first == UInt8(ascii: "@") {
      return CrontabExpression(fields: try CronExpression.parse(text), followsClock: text.equals("@hourly"))
    }
    var scanner = CronScanner(text, isCrontab: true)
    var count = 0
    while scanner.nextField() != nil { count += 1 }
    guard count == 5 else { throw CronFault(0..<text.count, count == 0 ? .empty : .fieldCount(count)) }
    scanner.position = 0
    let next = { (kind: CronField) throws(CronFault) -> (bits: UInt64, star: Bool) in
      guard let field = scanner.nextField() else { return (0, false) }
      return try scanner.values(field, of: kind)
    }
    let (minutes, hours) = (try next(.minute), try next(.hour))
    let (daysOfMonth, months, daysOfWeek) = (try next(.dayOfMonth), try next(.month), try next(.dayOfWeekOrSeven))
    var fields = CronFields(minutes: minutes.bits, hours: UInt32(truncatingIfNeeded: hours.bits))
    fields.daysOfMonth = UInt32(truncatingIfNeeded: daysOfMonth.bits)
    fields.daysOfMonthStar = daysOfMonth.star
    fields.months = UInt16(truncatingIfNeeded: months.bits)
    // 7 is the same day as 0.
    fields.daysOfWeek = UInt8(truncatingIfNeeded: (daysOfWeek.bits | daysOfWeek.bits >> 7) & 0x7F)
    fields.daysOfWeekStar = daysOfWeek.star
    return CrontabExpression(fields: fields, followsClock: minutes.star || hours.star)
  }
}

extension CrontabExpression {
  /// The instants of a closed interval at which any of the lines runs, ascending.
  ///
  /// cron(8): at a change of less than three hours, a line whose minutes and hours both begin without a star runs just
  /// after the change when its time is skipped, and once when it is repeated. Other lines follow the clock.
  package static func instants(
    of expressions: [CrontabExpression], in zone: Zone, from start: Instant, through end: Instant
  ) -> [Instant] {
    var instants: [Instant] = []
    for expression in expressions {
      let schedule = ClockSchedule([expression.fields], zone: zone)
      var patterns = SchedulePatterns(schedule, .kubernetes)
      if !expression.followsClock { patterns.inUTC = DayPatterns([]) }
      _ = schedule.forEachWallDay(from: start, through: end, &patterns) { days in
        for day in 0..<days.count {
          days.pattern.forEachMinute { minute in
            instants.append(days.instant(day: day, minute: minute))
            return true
          }
        }
        return true
      }
      if !expression.followsClock { instants += schedule.changesThatSkipATime(from: start, through: end) }
    }
    var unique: [Instant] = []
    for instant in instants.sorted() where unique.last != instant { unique.append(instant) }
    return unique
  }
}

extension ClockSchedule {
  /// The changes of clock, of less than three hours, that skip a time of the schedule.
  fileprivate func changesThatSkipATime(from start: Instant, through end: Instant) -> [Instant] {
    var changes: [Instant] = []
    var patterns = DayPatterns(fields)
    var second = zone.period(at: start.advanced(bySeconds: -1)).end
    while second <= end.secondsSince1970 {
      let period = zone.period(at: Instant(secondsSince1970: second))
      let skipped = (period.start + period.previousOffset)..<(period.start + max(period.offset, period.previousOffset))
      if skipped.count < 3 * 3600, patterns.firstMinute(in: skipped) != nil {
        changes.append(Instant(secondsSince1970: second))
      }
      second = period.end
    }
    return changes
  }
}
