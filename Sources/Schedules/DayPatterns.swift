/// The patterns of the days of a list of expressions, made when a day needs them.
struct DayPatterns {
  private let daily: [CronFields]
  private let restricted: [CronFields]
  private let dailyPattern: DayPattern
  /// Which of the restricted expressions fire on the day that was the last to have one.
  private var matching: [Bool]
  private var matchingPattern: DayPattern
  private var isMatchingSelected = false
  /// The pattern of the day that was selected last.
  private(set) var selected: DayPattern

  /// Whether every day has the same pattern.
  var areAlike: Bool { restricted.isEmpty }

  init(_ fields: [CronFields]) {
    if fields.allSatisfy({ $0.firesEveryDay }) {
      (daily, restricted) = (fields, [])
    } else {
      (daily, restricted) = (fields.filter { $0.firesEveryDay }, fields.filter { !$0.firesEveryDay })
    }
    dailyPattern = DayPattern(daily)
    matching = [Bool](repeating: false, count: restricted.count)
    matchingPattern = dailyPattern
    selected = dailyPattern
  }

  /// Makes `selected` the pattern of a day.
  mutating func select(_ date: CivilDate, weekday: Int) {
    var isMatching = false
    for field in restricted where field.matchesDay(day: date.day, month: date.month, weekday: weekday) {
      isMatching = true
      break
    }
    guard isMatching else {
      if isMatchingSelected { selected = dailyPattern }
      isMatchingSelected = false
      return
    }
    var isNew = false
    for index in restricted.indices {
      let matches = restricted[index].matchesDay(day: date.day, month: date.month, weekday: weekday)
      if matches != matching[index] { isNew = true }
      matching[index] = matches
    }
    if isNew { matchingPattern = DayPattern(daily + zip(restricted, matching).compactMap { $1 ? $0 : nil }) }
    if isNew || !isMatchingSelected { selected = matchingPattern }
    isMatchingSelected = true
  }
}

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
