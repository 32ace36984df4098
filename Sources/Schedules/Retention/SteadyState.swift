/// What a simulation says of the time after its warm-up.
package struct SteadyState: Sendable, Equatable {
  /// The index of the run with which it begins: the first of the last of which all rules have let go once.
  package let firstRun: Int
  /// The fewest and the most copies that there are after a run.
  package let copies: ClosedRange<Int>
  /// The least and the greatest age of the oldest copy after a run, in seconds.
  package let oldestAge: ClosedRange<Int>
}

extension RetentionSimulation {
  /// The numbers from a run on, or `nil` where there is no such run. With `forever` and unlimited rules they grow.
  package func state(fromRun firstRun: Int) -> SteadyState? {
    guard runs.indices.contains(firstRun) else { return nil }
    var copies = counts[firstRun]...counts[firstRun]
    var oldest = oldestCopy(afterRun: firstRun)
    var ages: ClosedRange<Int>?
    for run in firstRun..<runs.count {
      copies = min(copies.lowerBound, counts[run])...max(copies.upperBound, counts[run])
      while expiry[oldest] <= run { oldest += 1 }
      let age = Int(runs[run].instant.secondsSince1970 - runs[oldest].instant.secondsSince1970)
      ages = ages.map { min($0.lowerBound, age)...max($0.upperBound, age) } ?? age...age
    }
    return ages.map { SteadyState(firstRun: firstRun, copies: copies, oldestAge: $0) }
  }

  /// The first copy that becomes older than so many seconds before the run that expires it has ended, at the latest
  /// `lag` seconds after its instant; the newest run stands for all that would follow.
  package func firstCopy(olderThan seconds: Int, lag: Int) -> Copy? {
    for index in runs.indices {
      let last = runs[min(expiry[index], runs.count - 1)].instant.secondsSince1970
      let latest = expiry[index] < runs.count ? last + Int64(lag) : last
      if latest - runs[index].instant.secondsSince1970 > Int64(seconds) { return runs[index] }
    }
    return nil
  }

  /// The first copy that expires before it is so many seconds old, and the run that expires it.
  package func firstCopy(expiredWithin seconds: Int) -> (copy: Copy, expiry: Instant)? {
    for index in runs.indices where expiry[index] < runs.count {
      let end = runs[expiry[index]].instant
      if end.secondsSince1970 - runs[index].instant.secondsSince1970 < Int64(seconds) { return (runs[index], end) }
    }
    return nil
  }
}

extension Keep {
  /// Seconds after which every bounded rule has let go of a copy once, if each of its periods has one; `nil` where a
  /// rule is unlimited, so that copies only ever grow in number. `gap` is the longest between two runs.
  package func warmUp(floor: Int, gap: Int) -> Int? {
    let rules = [
      (max(last.limit, floor), gap), (hourly.limit, 3600), (daily.limit, 86_400), (weekly.limit, 7 * 86_400),
      (monthly.limit, 31 * 86_400), (yearly.limit, 366 * 86_400),
    ]
    var longest = (within ?? 0) + gap
    for (amount, period) in rules {
      guard amount < .max / 366 / 86_400 else { return nil }
      longest = max(longest, (amount + 1) * max(period, gap))
    }
    return longest
  }
}
