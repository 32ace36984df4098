import OnCalendarReading
import Schedules

// Answers questions, one a line, with one line each. The words of a question and the parts of an answer stand between
// tabs; instants are seconds since 1970, lists have blanks between their items.

/// The answer to one question, or why there is none, after an exclamation mark.
func answer(to words: [String]) -> String {
  switch (words.first, words.count) {
  case ("names", 1):
    return ZoneTable.names.joined(separator: " ")
  case ("zone", 4):
    guard let zone = Zone.named(words[1]), let window = window(words[2], words[3]) else { break }
    return changes(of: zone, in: window)
  case ("cadence", 5):
    guard let schedule = schedule(words[1], in: words[2]), let window = window(words[3], words[4]) else { break }
    return cadence(schedule, in: window)
  case ("meaning", 4...):
    guard let window = window(words[1], words[2]) else { break }
    do throws(OnCalendarFault) {
      var expressions: [OnCalendarExpression] = []
      for value in words[3...] { expressions.append(try OnCalendarExpression.parse(value)) }
      return list(OnCalendarExpression.instants(of: expressions, from: window.start, through: window.end))
    } catch {
      return "! " + error.message
    }
  default: break
  }
  return "! not understood"
}

/// The offset at the start of a window, and each change within it as `second:offset`.
func changes(of zone: Zone, in window: (start: Instant, end: Instant)) -> String {
  var period = zone.period(at: window.start)
  var items = [String(period.offset)]
  while period.end <= window.end.secondsSince1970 {
    period = zone.period(at: Instant(secondsSince1970: period.end))
    items.append("\(period.start):\(period.offset)")
  }
  return items.joined(separator: " ")
}

/// What Kubernetes and systemd make of a cadence, the difference that is reported, and the timer's lines with their meaning.
func cadence(_ schedule: ClockSchedule, in window: (start: Instant, end: Instant)) -> String {
  let kubernetes = ScheduleReading(schedule, .kubernetes)
  let systemd = ScheduleReading(schedule, .systemd)
  let difference = kubernetes.difference(
    from: systemd, from: window.start, through: window.end, window: .max / 4)
  let lines = schedule.onCalendarLines
  var parts = [
    list(kubernetes.instants(from: window.start, through: window.end)),
    list(systemd.instants(from: window.start, through: window.end)),
    list(difference?.firstOnly ?? []), list(difference?.secondOnly ?? []),
  ]
  do throws(OnCalendarFault) {
    var expressions: [OnCalendarExpression] = []
    for line in lines { expressions.append(try OnCalendarExpression.parse(line)) }
    parts.append(list(OnCalendarExpression.instants(of: expressions, from: window.start, through: window.end)))
  } catch {
    return "! " + error.message
  }
  return (parts + lines).joined(separator: "\t")
}

func schedule(_ cron: String, in zone: String) -> ClockSchedule? {
  guard let fields = try? CronExpression.parse(cron), let zone = Zone.named(zone) else { return nil }
  return ClockSchedule([fields], zone: zone)
}

func window(_ start: String, _ end: String) -> (start: Instant, end: Instant)? {
  guard let start = Int64(start), let end = Int64(end) else { return nil }
  return (Instant(secondsSince1970: start), Instant(secondsSince1970: end))
}

func list(_ instants: [Instant]) -> String {
  instants.map { String($0.secondsSince1970) }.joined(separator: " ")
}

while let line = readLine() {
  print(answer(to: line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)))
}
