extension RetentionRule {
  /// Which of the copies remain after a successful run has made the last of them, in their order.
  ///
  /// Copies are ascending. Expiry never leaves fewer than `floor` of them; of physical backups the floor counts fulls,
  /// because only what rests on a full can be restored. It makes no difference whether expiry ran after each of the
  /// runs before or never.
  package func kept(of copies: [Copy], floor: Int) -> [Bool] {
    guard let newest = copies.last else { return [] }
    switch self {
    case .forever, .external: return [Bool](repeating: true, count: copies.count)
    case .until(let year, let month, let day):
      guard newest.instant >= Instant(year: year, month: month, day: day) else {
        return [Bool](repeating: true, count: copies.count)
      }
      return Keep().kept(of: copies, floor: floor)
    case .keep(let keep): return keep.kept(of: copies, floor: floor)
    case .physical(let fulls, let differentials):
      return Self.kept(fulls: max(fulls, floor), differentials: differentials, of: copies)
    }
  }

  /// Adds the copy of a run to those that are held and lets go of what expires then; returns whether anything does.
  ///
  /// The first run makes a full, whatever its kind, because there is nothing that it could rest on.
  func expire(_ held: inout [Copy], after run: Copy, floor: Int) -> Bool {
    held.append(held.isEmpty ? Copy(run.instant) : run)
    let kept = kept(of: held, floor: floor)
    var index = 0
    held.removeAll { _ in
      index += 1
      return !kept[index - 1]
    }
    return held.count < kept.count
  }

  /// The newest fulls and what rests on them, less the older differentials and what rests on those.
  private static func kept(fulls: Int, differentials: Int?, of copies: [Copy]) -> [Bool] {
    var kept = [Bool](repeating: false, count: copies.count)
    var fullsLeft = fulls
    var differentialsLeft = differentials ?? .max
    for index in copies.indices.reversed() {
      switch copies[index].kind {
      case .full:
        kept[index] = fullsLeft > 0
        fullsLeft -= 1
      case .differential:
        kept[index] = differentialsLeft > 0
        differentialsLeft -= 1
      case .incremental: kept[index] = true
      }
    }
    return kept.withoutOrphans(of: copies)
  }
}

extension Keep {
  /// Which of the ascending copies are kept, in one walk from the newest.
  func kept(of copies: [Copy], floor: Int) -> [Bool] {
    guard let newest = copies.last else { return [] }
    var kept = [Bool](repeating: false, count: copies.count)
    var periods = newestFirst
    var position = 0
    var fulls = 0
    for index in copies.indices.reversed() {
      let instant = copies[index].instant
      let isFull = copies[index].kind == .full
      var isKept = isFull && fulls < floor || position < last.limit
      if let within, newest.instant.secondsSince1970 - instant.secondsSince1970 <= Int64(within) { isKept = true }
      for period in periods.indices where periods[period].keeps(instant) { isKept = true }
      kept[index] = isKept
      position += 1
      if isFull { fulls += 1 }
    }
    return kept.withFoundations(of: copies)
  }

  private var newestFirst: [PeriodCount] {
    [
      PeriodCount(.hour, hourly), PeriodCount(.day, daily), PeriodCount(.week, weekly), PeriodCount(.month, monthly),
      PeriodCount(.year, yearly),
    ].filter { $0.left > 0 }
  }
}

/// Keeps the newest copy of each of a number of periods that have one.
private struct PeriodCount {
  let period: RetentionPeriod
  var left: Int
  private var latest: Int?

  init(_ period: RetentionPeriod, _ amount: Keep.Amount) {
    self.period = period
    left = amount.limit
  }

  /// Whether it keeps the copy, which is the next older one.
  mutating func keeps(_ instant: Instant) -> Bool {
    guard left > 0 else { return false }
    let number = period.number(of: instant)
    guard number != latest else { return false }
    latest = number
    left -= 1
    return true
  }
}

extension [Bool] {
  /// Without the copies whose foundation is missing.
  fileprivate func withoutOrphans(of copies: [Copy]) -> [Bool] {
    var kept = self
    var full = false
    var previous = false
    for index in copies.indices {
      switch copies[index].kind {
      case .full: full = kept[index]
      case .differential: kept[index] = kept[index] && full
      case .incremental: kept[index] = kept[index] && previous
      }
      previous = kept[index]
    }
    return kept
  }

  /// With all copies that a kept one rests on.
  fileprivate func withFoundations(of copies: [Copy]) -> [Bool] {
    var kept = self
    var needsFull = false
    var needsPrevious = false
    for index in copies.indices.reversed() {
      if needsPrevious { kept[index] = true }
      needsPrevious = false
      switch copies[index].kind {
      case .full:
        if needsFull { kept[index] = true }
        needsFull = false
      case .differential: if kept[index] { needsFull = true }
      case .incremental: if kept[index] { needsPrevious = true }
      }
    }
    return kept
  }
}
