/// The patterns of a schedule under one rule for changes of clock.
struct SchedulePatterns {
  /// The rule.
  let rule: ClockChangeRule
  /// The patterns of all expressions.
  var all: DayPatterns
  /// The patterns of those that systemd fires in a repeated time too, because their lines are written in UTC.
  var inUTC: DayPatterns?

  init(_ schedule: ClockSchedule, _ rule: ClockChangeRule) {
    self.rule = rule
    all = DayPatterns(schedule.fields)
    guard rule == .systemd, schedule.zone.changes != nil else { return }
    inUTC = DayPatterns(schedule.fields.filter { schedule.zoneOfLine(for: $0) == .utc })
  }
}
