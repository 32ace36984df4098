internal import Diagnostics
internal import Language
internal import Schedules

extension Duration {
  /// Seconds: a day has an hour more when clocks are put back, and so has what is counted in days.
  var longestSeconds: Int {
    switch unit {
    case .second, .minute, .hour: seconds
    case .day, .week, .month, .year: seconds + 3600
    }
  }
}

extension BackupProof {
  /// Why the time between two captures for a sink is not bounded by some seconds.
  enum GapShortfall {
    /// Nothing starts the backup, with what says so there.
    case unstarted(Span)
    /// Two starts lie further apart, with what is said there.
    case gap(RunGap, Span)
  }

  /// Why captures for a sink are further apart than a time; `nil` where they aren't. Write-ahead log that is shipped
  /// within it captures all that changes.
  ///
  /// A schedule that never fires is another rule's.
  func gapShortfall(at use: SinkUse, beyond time: Duration) -> GapShortfall? {
    let seconds = time.longestSeconds
    if isSuspended { return .unstarted(backup.suspend.span) }
    if let archive = archiveBound, archive.seconds <= seconds { return nil }
    guard let starts = starts(at: use) else { return .unstarted(backup.cadence.span) }
    var shortfall: GapShortfall?
    func judge(_ starts: ScheduleUnion, _ span: Span) -> Bool {
      guard let gap = gaps(of: starts)?.longest, Int(gap.seconds) > seconds else { return true }
      shortfall = .gap(gap, span)
      return false
    }
    if use.cadence != nil {
      _ = judge(starts, use.sink.text.span)
    } else {
      forEachChoice { choice in choice.starts.map { judge($0, choice.span) } ?? true }
    }
    return shortfall
  }
}
