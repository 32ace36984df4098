internal import Diagnostics
internal import Language
internal import Schedules

extension Duration {
  /// Seconds, with an extra hour for times in days, because a day has 25 hours when clocks go back.
  var longestSeconds: Int {
    switch unit {
    case .second, .minute, .hour: seconds
    case .day, .week, .month, .year: seconds + 3600
    }
  }
}

extension BackupProof {
  /// Why the time between two captures for a sink exceeds a limit.
  enum GapShortfall {
    /// Nothing starts the backup; the span is what says so.
    case unstarted(Span)
    /// Two starts are further apart; the span is their cadence.
    case gap(RunGap, Span)
  }

  /// Why captures for a sink are further apart than a time; `nil` if they aren't. Write-ahead log that is shipped
  /// within that time captures every change.
  ///
  /// Another rule reports schedules that never fire.
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
