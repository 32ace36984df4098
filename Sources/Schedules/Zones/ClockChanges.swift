/// The changes of clock of one zone: a list of past ones, and the rule that holds after the last of them.
package final class ClockChanges: Sendable {
  /// The seconds ahead of UTC before the first change.
  let initialOffset: Int64
  /// The instants of the changes that are listed, ascending, in seconds since 1970-01-01T00:00:00Z.
  let instants: [Int64]
  /// The seconds ahead of UTC from each of those instants on.
  let offsets: [Int64]
  /// The rule for the time after them.
  let rule: ClockRule
  /// The periods between the rule's changes in the years that proofs look at, where the rule holds by then: the rule
  /// itself is asked for others only.
  private let usual: [OffsetPeriod]
  /// Whether no search strays from the clock on the wall at any of these changes.
  private let areUsualCalm: Bool

  init(initialOffset: Int64, instants: [Int64], offsets: [Int64], rule: ClockRule) {
    self.initialOffset = initialOffset
    self.instants = instants
    self.offsets = offsets
    self.rule = rule
    let usual = rule.periods(inYears: 2024...2042, after: instants.last ?? .min)
    self.usual = usual
    areUsualCalm = !usual.isEmpty && usual.allSatisfy { !$0.beginsAwkwardly }
  }

  /// The last change that is listed, or the least number when there is none.
  var lastExplicitChange: Int64 { instants.last ?? .min }

  /// The period that holds an instant.
  package func period(at seconds: Int64) -> OffsetPeriod {
    if let first = usual.first, let last = usual.last, seconds >= first.start, seconds < last.end {
      // Two a year, of whatever lengths: the one sought is not before the one before its share of the time.
      var index = max(0, Int((seconds - first.start) / (366 * 43_200)) - 1)
      while usual[index].end <= seconds { index += 1 }
      return usual[index]
    }
    guard let last = instants.last, seconds < last else { return rulePeriod(at: seconds) }
    var low = 0
    var high = instants.count
    while low < high {
      let middle = (low + high) / 2
      if instants[middle] <= seconds { low = middle + 1 } else { high = middle }
    }
    // `low` is now the number of changes at or before the instant.
    return OffsetPeriod(
      start: low == 0 ? .min : instants[low - 1], end: instants[low], offset: offset(afterChanges: low),
      previousOffset: offset(afterChanges: max(0, low - 1)))
  }

  /// Whether it is known without a look that no change in a range of seconds makes a search stray from the clock on the wall.
  func areKnownCalm(from start: Int64, through end: Int64) -> Bool {
    guard areUsualCalm, let first = usual.first, let last = usual.last else { return false }
    return start >= first.start && end < last.end
  }

  private func offset(afterChanges count: Int) -> Int64 { count == 0 ? initialOffset : offsets[count - 1] }

  /// The period after the last listed change.
  private func rulePeriod(at seconds: Int64) -> OffsetPeriod {
    let listed = offset(afterChanges: instants.count)
    let beforeListed = offset(afterChanges: max(0, instants.count - 1))
    var period = OffsetPeriod(start: lastExplicitChange, end: .max, offset: listed, previousOffset: beforeListed)
    let year = CivilDate(daysSince1970: Int(seconds.flooredQuotient(by: 86_400))).year
    for candidate in year - 1...year + 1 {
      guard let changes = rule.changes(inYear: candidate) else { return period }
      if let last = advance(&period, past: changes.first, to: seconds) { return last }
      if let last = advance(&period, past: changes.second, to: seconds) { return last }
    }
    return period
  }

  /// Makes `period` the one after a change, or returns it, ended by the change, when that lies after the instant sought.
  private func advance(
    _ period: inout OffsetPeriod, past change: ClockRule.Change, to seconds: Int64
  ) -> OffsetPeriod? {
    guard change.instant > lastExplicitChange else { return nil }
    guard change.instant <= seconds else {
      return OffsetPeriod(
        start: period.start, end: change.instant, offset: period.offset, previousOffset: period.previousOffset)
    }
    period = OffsetPeriod(
      start: change.instant, end: .max, offset: change.offset, previousOffset: change.previousOffset)
    return nil
  }
}
