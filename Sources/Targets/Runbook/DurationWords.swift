/// Seconds as people say them.
enum DurationWords {
  /// The two largest units that are needed, the last rounded up, so that a bound isn't understated. For example:
  /// `25 hours 30 minutes`, `5 minutes`, `8 days 4 hours`.
  static func text(_ seconds: Int) -> String {
    let units = [("day", 86_400), ("hour", 3600), ("minute", 60), ("second", 1)]
    // Up to two days, hours are clearer than a day and some hours.
    let first = seconds >= 2 * 86_400 ? 0 : seconds >= 3600 ? 1 : seconds >= 120 ? 2 : 3
    let large = units[first]
    guard first + 1 < units.count, seconds % large.1 != 0 else { return counted(seconds / large.1, large.0) }
    let small = units[first + 1]
    let rest = (seconds % large.1 + small.1 - 1) / small.1
    // Rounding up may have made a whole unit of it.
    if rest * small.1 == large.1 { return counted(seconds / large.1 + 1, large.0) }
    return counted(seconds / large.1, large.0) + " " + counted(rest, small.0)
  }

  private static func counted(_ number: Int, _ unit: String) -> String { "\(number) \(unit)\(number == 1 ? "" : "s")" }
}
