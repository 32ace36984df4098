package import Diagnostics
internal import Language
package import Schedules

/// A cadence and a deadline that a backup may have when it is deployed: its own, or one of its alternatives.
package final class BackupChoice: Sendable {
  /// When runs start; `nil` if the cadence is manual.
  package let starts: ScheduleUnion?
  /// Seconds within which the cadence is moved by a constant amount.
  package let spread: Int
  /// Seconds after which a run is stopped.
  package let deadline: Int
  /// Where the policy states it: the alternative if it is one, otherwise the cadence.
  package let span: Span

  init(starts: ScheduleUnion?, spread: Int, deadline: Int, span: Span) {
    self.starts = starts
    self.spread = spread
    self.deadline = deadline
    self.span = span
  }
}

extension BackupProof {
  /// Visits the backup's own choice and then its alternatives, until the body returns false.
  package func forEachChoice(while body: (BackupChoice) -> Bool) {
    guard body(ownChoice), let alternatives = backup.alternatives else { return }
    for deadline in alternatives.deadline {
      guard
        body(BackupChoice(starts: ownStarts, spread: ownChoice.spread, deadline: deadline.seconds, span: deadline.span))
      else { return }
    }
    for cadence in alternatives.cadence {
      let starts = ScheduleUnion(schedule(of: cadence))
      let spread = cadence.window
      // The longest deadline is the worst for every proof.
      let longest = alternatives.deadline.reduce(deadline) { max($0, $1.seconds) }
      guard body(BackupChoice(starts: starts, spread: spread, deadline: longest, span: cadence.span)) else { return }
    }
  }
}

extension Backup {
  /// The largest window within which one of the backup's cadences is moved, in seconds.
  var spreadWindow: Int {
    var window = 0
    func add(_ cadence: Cadence) {
      switch cadence {
      case .clock(let clock): window = max(window, clock.window)
      case .physical(let physical):
        add(.clock(physical.full))
        if let differential = physical.differential { add(.clock(differential)) }
        if let incremental = physical.incremental { add(.clock(incremental)) }
      case .onChange, .manual: break
      }
    }
    for cadence in cadence.all { add(cadence) }
    for use in sinks { if let own = use.cadence { add(own) } }
    return window
  }
}
