internal import Linting
internal import Planning
internal import Schedules

extension Trigger {
  /// When it starts, in words.
  var words: String {
    switch self {
    case .clock(let schedules): return schedules.words
    case .onChange(let check, let atLatestEvery):
      return "checks \([check].words); copies what changed, and at the latest after \(atLatestEvery.asDuration)"
    case .physical(let physical):
      var parts = ["full \(physical.full.words)"]
      if !physical.differential.isEmpty { parts.append("differential \(physical.differential.words)") }
      if !physical.incremental.isEmpty { parts.append("incremental \(physical.incremental.words)") }
      if let wal = physical.wal { parts.append("write-ahead log within \(wal.asDuration)") }
      return parts.joined(separator: "; ")
    case .manual: return "only by hand"
    }
  }
}

extension [Schedule] {
  /// All of them, such as `every day at 02:00`.
  fileprivate var words: String {
    map { schedule in
      let times = schedule.clock.fields.map { $0.words }.joined(separator: " and ")
      return schedule.clock.zone.changes == nil ? times : "\(times) in \(schedule.clock.zone.name)"
    }.joined(separator: ", and ")
  }
}

extension CronFields {
  /// Simple ones in words, others as cron expressions.
  fileprivate var words: String {
    let text = cronText
    let fields = text.split(separator: " ").map { String($0) }
    guard fields.count == 5, fields[3] == "*", let days = Self.days(fields[2], fields[4]) else {
      return "by cron \(text)"
    }
    if text == "* * * * *" { return "every minute" }
    if days.isEmpty, fields[1] == "*", let minutes = Self.step(fields[0], dividing: 60) {
      return "every \(minutes) minutes"
    }
    guard let minute = Int(fields[0]) else { return "by cron \(text)" }
    if let hour = Int(fields[1]) {
      return "\(days.isEmpty ? "every day" : days) at \(hour.twoDigits):\(minute.twoDigits)"
    }
    guard days.isEmpty else { return "by cron \(text)" }
    if fields[1] == "*" { return "every hour at :\(minute.twoDigits)" }
    return Self.step(fields[1], dividing: 24).map { "every \($0) hours at :\(minute.twoDigits)" } ?? "by cron \(text)"
  }

  /// The number of `*/6` where it divides its range, so that the times are evenly apart.
  private static func step(_ field: String, dividing range: Int) -> Int? {
    guard field.hasPrefix("*/"), let step = Int(field.dropFirst(2)), range % step == 0 else { return nil }
    return step
  }

  /// The days of two fields, empty for all days; `nil` if words would not help.
  private static func days(_ ofMonth: String, _ ofWeek: String) -> String? {
    let names = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]
    switch (ofMonth, ofWeek) {
    case ("*", "*"): return ""
    case ("*", let weekdays):
      let ends = weekdays.split(separator: "-").compactMap { Int($0) }.filter { names.indices.contains($0) }
      if ends.count == 1, weekdays.utf8.count == 1 { return "every \(names[ends[0]])" }
      return ends.count == 2 && weekdays.utf8.count == 3 ? "\(names[ends[0]]) to \(names[ends[1]])" : nil
    case (let day, "*"): return Int(day).map { "on day \($0) of every month" }
    default: return nil
    }
  }
}
