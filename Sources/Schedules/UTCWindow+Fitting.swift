/// A schedule as a window in UTC in which a provider starts its runs.
package enum UTCWindowTranslation: Sendable, Equatable {
  /// Each window of the interval holds just one run, with all its start window, and each run is in one.
  case same(UTCWindow)
  /// The runs that no window holds, or that share one with an earlier run, are first; then the starts of windows without a run.
  case differs(nearest: UTCWindow, InstantDifference)
  /// Nothing runs, or at so many times of the day or week that no window is left.
  case unsayable
}

extension UTCWindow {
  /// What a schedule and the provider do differently in a closed interval, or `nil` where each window wholly in it holds
  /// one run, whose start may be `startWindow` minutes late, and no run is outside.
  package func difference(
    from schedule: ClockSchedule, startWindow: Int, from start: Instant, through end: Instant
  ) -> InstantDifference? {
    difference(from: schedule.instants(from: start, through: end), startWindow, from: start, through: end)
  }

  fileprivate func difference(
    from runs: [Instant], _ startWindow: Int, from start: Instant, through end: Instant
  ) -> InstantDifference? {
    let period = Int64(self.period * 60)
    let before = Int64(position(of: start) * 60) + start.secondsSince1970 % 60
    var window = start.advanced(bySeconds: before == 0 ? 0 : period - before)
    // One that began before the interval may hold a run, and need not.
    var held: Instant?
    var outside: [Instant] = []
    var empty: [Instant] = []
    func passWindows(before limit: Instant) {
      while window < limit {
        let isWhole = window.advanced(bySeconds: Int64(length * 60)) <= end
        if isWhole, window != held { empty.append(window) }
        window = window.advanced(bySeconds: period)
      }
    }
    for run in runs {
      let position = position(of: run)
      let opened = run.advanced(bySeconds: Int64(-position * 60))
      guard position + startWindow <= length, held != opened else {
        outside.append(run)
        continue
      }
      passWindows(before: opened)
      held = opened
    }
    passWindows(before: end)
    let difference = InstantDifference(outside, empty)
    return difference.isEmpty ? nil : difference
  }
}

extension ClockSchedule {
  /// The shortest window in UTC that holds all starts of a closed interval, each up to `startWindow` minutes late.
  ///
  /// A year holds both times that a clock which is changed gives a run in UTC: such a window is longer by the change.
  package func utcWindow(
    isWeekly: Bool, startWindow: Int, from start: Instant, through end: Instant
  ) -> UTCWindowTranslation {
    let runs = instants(from: start, through: end)
    let whole = UTCWindow(start: 0, length: 0, isWeekly: isWeekly)
    let positions = Set(runs.map { whole.position(of: $0) }).sorted()
    guard let first = positions.first, let last = positions.last else { return .unsayable }
    // The window begins after the longest time without a run.
    var (begin, silence) = (first, first + whole.period - last)
    for (earlier, later) in zip(positions, positions.dropFirst()) where later - earlier > silence {
      (begin, silence) = (later, later - earlier)
    }
    let length = max(30, whole.period - silence + startWindow)
    guard length < whole.period else { return .unsayable }
    let window = UTCWindow(start: begin, length: length, isWeekly: isWeekly)
    let difference = window.difference(from: runs, startWindow, from: start, through: end)
    return difference.map { .differs(nearest: window, $0) } ?? .same(window)
  }
}
