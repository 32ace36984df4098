/// Which copies exist when, if every run succeeds and expiry follows each.
///
/// Each run adds a copy to what the rules hold and lets go of others, so that years of runs cost little more than one
/// step each: a rule holds the newest copy of each of its periods in a queue, and a copy expires when no rule holds it.
package struct RetentionSimulation: Sendable {
  /// The runs, ascending, each of which makes a copy.
  package let runs: [Copy]
  /// For each run the index of the run after which its copy is gone, or the number of runs if it never goes.
  package let expiry: [Int]
  /// For each run how many copies there are after it.
  package let counts: [Int]

  /// Simulates a rule over runs; `floor` copies always stay.
  package init(of runs: [Copy], keeping rule: RetentionRule, floor: Int) {
    self.runs = runs
    switch rule {
    case .keep(let keep) where runs.allSatisfy { $0.kind == .full }:
      var holds = Holds(keep, floor: floor, runs: runs)
      (expiry, counts) = holds.walk()
    case .forever, .external:
      expiry = [Int](repeating: runs.count, count: runs.count)
      counts = runs.indices.map { $0 + 1 }
    case .keep, .physical, .until: (expiry, counts) = Self.walk(runs, rule, floor)
    }
  }

  /// The indices of the copies that exist after the run with an index, ascending.
  package func copies(afterRun run: Int) -> [Int] { (0...run).filter { expiry[$0] > run } }

  /// The index of the oldest copy that exists after a run.
  package func oldestCopy(afterRun run: Int) -> Int { (0...run).first { expiry[$0] > run } ?? run }

  /// Applies the rule to what is held after each run.
  private static func walk(_ runs: [Copy], _ rule: RetentionRule, _ floor: Int) -> (expiry: [Int], counts: [Int]) {
    var expiry = [Int](repeating: runs.count, count: runs.count)
    var counts: [Int] = []
    var held: [Int] = []
    for run in runs.indices {
      held.append(run)
      let kept = rule.kept(of: held.map { runs[$0] }, floor: floor)
      for (index, isKept) in zip(held, kept) where !isKept { expiry[index] = run }
      held.removeAll { expiry[$0] == run }
      counts.append(held.count)
    }
    return (expiry, counts)
  }
}

/// How many rules hold each copy.
private struct Holds {
  let runs: [Copy]
  let within: Int64?
  let last: Int
  var queues: [PeriodQueue]
  var holds: [UInt8]
  var expiry: [Int]
  var held = 0

  init(_ keep: Keep, floor: Int, runs: [Copy]) {
    self.runs = runs
    within = keep.within.map { Int64($0) }
    // Expiry follows the success of a run, whose own copy it leaves.
    last = max(keep.last.limit, floor, 1)
    queues = [
      PeriodQueue(.hour, keep.hourly), PeriodQueue(.day, keep.daily), PeriodQueue(.week, keep.weekly),
      PeriodQueue(.month, keep.monthly), PeriodQueue(.year, keep.yearly),
    ].filter { $0.limit > 0 }
    holds = [UInt8](repeating: 0, count: runs.count)
    expiry = [Int](repeating: runs.count, count: runs.count)
  }

  mutating func walk() -> (expiry: [Int], counts: [Int]) {
    var counts = [Int](repeating: 0, count: runs.count)
    var oldestWithin = 0
    for run in runs.indices {
      let instant = runs[run].instant
      holds[run] = 1 + (within == nil ? 0 : 1) + UInt8(queues.count)
      held += 1
      if run >= last { release(run - last, after: run) }
      if let within {
        while instant.secondsSince1970 - runs[oldestWithin].instant.secondsSince1970 > within {
          release(oldestWithin, after: run)
          oldestWithin += 1
        }
      }
      for queue in queues.indices {
        if let released = queues[queue].add(run, instant) { release(released, after: run) }
      }
      counts[run] = held
    }
    return (expiry, counts)
  }

  private mutating func release(_ copy: Int, after run: Int) {
    holds[copy] -= 1
    guard holds[copy] == 0 else { return }
    expiry[copy] = run
    held -= 1
  }
}

/// The newest copy of each of a rule's periods, oldest first.
private struct PeriodQueue {
  let period: RetentionPeriod
  let limit: Int
  private var copies: [Int] = []
  /// Where the queue begins in `copies`.
  private var front = 0
  private var latest = Int.min

  init(_ period: RetentionPeriod, _ amount: Keep.Amount) {
    self.period = period
    limit = amount.limit
  }

  /// Adds the newest copy, and returns the one that the rule lets go of: an older one of the same period, or the
  /// oldest where there are too many.
  mutating func add(_ copy: Int, _ instant: Instant) -> Int? {
    let number = period.number(of: instant)
    if number == latest, let older = copies.popLast() {
      copies.append(copy)
      return older
    }
    latest = number
    copies.append(copy)
    guard copies.count - front > limit else { return nil }
    front += 1
    return copies[front - 1]
  }
}
