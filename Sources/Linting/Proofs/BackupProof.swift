internal import Diagnostics
package import Language
package import Schedules

/// When one backup runs, and the bounds that follow from that.
package final class BackupProof: Sendable {
  /// The backup.
  package let backup: Backup
  /// The starts of the backup's own cadence, moved within its spread; `nil` if it is manual.
  package let ownStarts: ScheduleUnion?
  /// All starts of the backup: of its own cadence, if a sink uses that, and of the cadences of its sinks.
  package let starts: ScheduleUnion?
  /// The longest and the shortest distance between two neighbours of `starts` over five years, changes of clock
  /// included; `nil` if nothing starts, or not for ever.
  package let gaps: (longest: RunGap, shortest: RunGap)?
  /// Seconds after which a run is stopped, as stated or by default.
  package let deadline: Int
  /// Seconds that a run may start late, as stated or by default.
  package let startWithin: Int
  /// The backup's own cadence and deadline.
  package let ownChoice: BackupChoice
  /// Computes the spreads.
  private let spread: Spread
  private let rules: ClockChangeRules

  init(_ backup: Backup, in policy: Policy) {
    self.backup = backup
    spread = Spread(deployment: policy.metadata.name.text.value, backup: backup.id.value)
    rules = ClockChangeRules(of: backup, for: policy.targets)
    ownStarts = spread.starts(of: backup.cadence.all)
    starts = Self.starts(of: backup, own: ownStarts, spread)
    gaps = starts.flatMap { [rules] in rules.gaps(of: $0) }
    let limits = RunLimits(of: backup, shortestGap: gaps?.shortest)
    deadline = limits.deadline
    startWithin = limits.startWithin
    ownChoice = BackupChoice(
      starts: ownStarts, spread: backup.spreadWindow, deadline: deadline, span: backup.cadence.span)
  }

  /// The schedule of one of the backup's cadences, moved within its spread.
  package func schedule(of cadence: ClockCadence) -> ClockSchedule { spread.schedule(of: cadence) }

  /// The starts of the runs that make copies for a sink.
  package func starts(at use: SinkUse) -> ScheduleUnion? {
    guard let cadence = use.cadence else { return ownStarts }
    return spread.starts(of: cadence)
  }

  /// The longest and the shortest distance between a run of a union and the `count`-th after it, as `gaps`.
  package func gaps(of starts: ScheduleUnion, spanning count: Int = 1) -> (longest: RunGap, shortest: RunGap)? {
    if count == 1, starts === self.starts { return gaps }
    return rules.gaps(of: starts, spanning: count)
  }

  private static func starts(of backup: Backup, own: ScheduleUnion?, _ spread: Spread) -> ScheduleUnion? {
    guard backup.sinks.contains(where: { $0.cadence != nil }) else { return own }
    var starts = backup.sinks.contains { $0.cadence == nil } ? own : nil
    for use in backup.sinks {
      guard let cadence = use.cadence, let more = spread.starts(of: cadence) else { continue }
      starts = starts?.adding(more) ?? more
    }
    return starts
  }
}

/// The clock-change rules under which a backup's schedules are proven.
private struct ClockChangeRules {
  private let asKubernetes: Bool
  private let asSystemd: Bool

  init(of backup: Backup, for targets: Targets) {
    var followsTarget = false
    backup.forEachClockCadence { if $0.followsTarget { followsTarget = true } }
    // All targets fire at the same instants, unless the policy accepts its target's own behaviour.
    asSystemd = followsTarget && targets.contains { $0.clockChanges == .systemd }
    asKubernetes = !asSystemd || targets.contains { $0.clockChanges == .kubernetes }
  }

  /// The longest and the shortest distance under any of the rules.
  func gaps(of starts: ScheduleUnion, spanning count: Int = 1) -> (longest: RunGap, shortest: RunGap)? {
    let start = Instant.proofStart
    let kubernetes = asKubernetes ? starts.gaps(spanning: count, from: start) : nil
    guard asSystemd else { return kubernetes }
    guard let systemd = starts.gaps(spanning: count, from: start, rule: .systemd) else { return nil }
    guard let kubernetes else { return asKubernetes ? nil : systemd }
    return (
      systemd.longest.seconds > kubernetes.longest.seconds ? systemd.longest : kubernetes.longest,
      systemd.shortest.seconds < kubernetes.shortest.seconds ? systemd.shortest : kubernetes.shortest
    )
  }
}
