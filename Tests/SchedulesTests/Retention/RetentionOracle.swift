import Schedules

/// The words of the language page, one after the other, without a thought for speed.
enum RetentionOracle {
  /// "The union is kept": which of the ascending copies stay after a verified success made the last of them.
  static func kept(_ copies: [Int64], _ keep: Keep, floor: Int) -> Set<Int64> {
    guard let newest = copies.last else { return [] }
    var kept = Set(copies.suffix(floor))
    if let within = keep.within { kept.formUnion(copies.filter { newest - $0 <= Int64(within) }) }
    kept.formUnion(newestOfEach(copies, keep.last) { $0 })
    kept.formUnion(newestOfEach(copies, keep.hourly) { $0 / 3600 })
    kept.formUnion(newestOfEach(copies, keep.daily) { $0 / 86_400 })
    kept.formUnion(newestOfEach(copies, keep.weekly) { isoWeek($0) })
    kept.formUnion(newestOfEach(copies, keep.monthly) { month($0) })
    kept.formUnion(newestOfEach(copies, keep.yearly) { month($0) / 100 })
    return kept
  }

  /// The newest copy of each of the newest periods, as many as the amount says.
  private static func newestOfEach(_ copies: [Int64], _ amount: Keep.Amount, _ period: (Int64) -> Int64) -> [Int64] {
    if amount == .none { return [] }
    var newest: [Int64: Int64] = [:]
    for copy in copies { newest[period(copy)] = max(copy, newest[period(copy)] ?? .min) }
    let ordered = newest.values.sorted(by: >)
    switch amount {
    case .none: return []
    case .count(let count): return Array(ordered.prefix(count))
    case .unlimited: return ordered
    }
  }

  private static func month(_ second: Int64) -> Int64 {
    let date = Instant(secondsSince1970: second).civilMinuteInUTC.date
    return Int64(date.year * 100 + date.month)
  }

  /// The ISO week is that of its Thursday, numbered within its year.
  private static func isoWeek(_ second: Int64) -> Int64 {
    let day = second / 86_400
    let weekday = Instant(secondsSince1970: second).civilMinuteInUTC.date.weekday
    let thursday = day + 4 - Int64(weekday == 0 ? 7 : weekday)
    let year = Instant(secondsSince1970: thursday * 86_400).civilMinuteInUTC.date.year
    let week = (thursday - Instant(year: year, month: 1, day: 1).secondsSince1970 / 86_400) / 7
    return Int64(year) * 100 + week
  }

  /// What a run did: when its copy's snapshot began, and when it was verified, expiry following at once.
  struct Run {
    var start: Int64
    /// The earliest and the latest second at which the copy counted; the same where that is known.
    var verified: ClosedRange<Int64>
  }

  /// Whether at every instant each of the days before today has a copy, once there were `days` of them from `first`.
  ///
  /// What is held after a run lasts from its earliest end to the next one's latest.
  static func hasEveryDay(_ runs: [Run], _ keep: Keep, floor: Int, days: Int64, from first: Int64) -> Bool {
    var held: [Int64] = []
    for (run, next) in zip(runs, runs.dropFirst()) {
      held = kept(held + [run.start], keep, floor: floor).sorted()
      let present = Set(held.map { $0 / 86_400 })
      for today in run.verified.lowerBound / 86_400...(next.verified.upperBound - 1) / 86_400 {
        guard today - days >= first else { continue }
        for wanted in today - days..<today where !present.contains(wanted) { return false }
      }
    }
    return true
  }
}

/// Numbers that are the same on every machine (SplitMix64).
struct SeededNumbers: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}

extension Keep {
  /// A union of one to four rules, small enough that a short history reaches them.
  static func random(_ numbers: inout SeededNumbers) -> Keep {
    var keep = Keep()
    func amount(_ most: Int) -> Keep.Amount {
      Int.random(in: 0..<12, using: &numbers) == 0 ? .unlimited : .count(Int.random(in: 1...most, using: &numbers))
    }
    for _ in 0..<Int.random(in: 1...4, using: &numbers) {
      switch Int.random(in: 0..<7, using: &numbers) {
      case 0: keep.within = Int.random(in: 1...20 * 24, using: &numbers) * 3600
      case 1: keep.last = amount(40)
      case 2: keep.hourly = amount(60)
      case 3: keep.daily = amount(15)
      case 4: keep.weekly = amount(6)
      case 5: keep.monthly = amount(4)
      default: keep.yearly = amount(2)
      }
    }
    return keep
  }
}

/// The union of cron expressions in one zone.
func union(_ cron: String..., zone: String = "UTC") throws -> ScheduleUnion {
  try ScheduleUnionTests.union(cron.map { (cron: $0, zone: zone) })
}
