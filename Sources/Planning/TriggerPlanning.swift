internal import Diagnostics
internal import Language
internal import Linting
internal import Schedules

/// A proof's schedules as the plan says them.
extension BackupProof {
  /// The backup's own trigger.
  var trigger: Trigger { trigger(for: backup.cadence.all) }

  /// The trigger of a list of the backup's cadences.
  func trigger(for cadences: [Cadence]) -> Trigger {
    var clocks: [Schedule] = []
    for cadence in cadences {
      switch cadence {
      case .clock(let clock): clocks.append(planned(clock))
      case .onChange(let change):
        return .onChange(
          check: Schedule(clock: change.schedule, origin: change.origin), atLatestEvery: change.atLatestEvery.seconds)
      case .physical(let physical):
        return .physical(
          PhysicalTrigger(
            full: [planned(physical.full)],
            differential: physical.differential.map { [planned($0)] } ?? [],
            incremental: physical.incremental.map { [planned($0)] } ?? [],
            wal: physical.wal?.seconds))
      case .manual: return .manual
      }
    }
    return .clock(clocks)
  }

  /// One of the backup's cadences, moved within its spread.
  func planned(_ cadence: ClockCadence) -> Schedule {
    Schedule(clock: schedule(of: cadence), origin: cadence.span)
  }
}
