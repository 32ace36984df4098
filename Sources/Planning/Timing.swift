internal import Diagnostics
internal import Language
internal import Schedules

/// When a backup runs, and the bounds that follow from that.
struct Timing {
  let trigger: Trigger
  /// Seconds.
  let deadline: Int
  let startWithin: Int
  /// What the spread is drawn from: deployment and backup.
  private let seed: String

  /// Where the look at a schedule's gaps starts. Any fixed instant will do; a moving one would move the defaults.
  static let epoch = Instant(year: 2026, month: 1, day: 1)

  init(of backup: Backup, in deployment: String) {
    seed = "\(deployment)/\(backup.id.value)"
    trigger = Self.trigger(for: backup.cadence.all, seed)
    let isStated = backup.deadline != nil && backup.startWithin != nil
    let window = isStated ? (deadline: 0, startWithin: 0) : Self.window(of: Self.schedules(of: trigger))
    deadline = backup.deadline?.seconds ?? window.deadline
    startWithin = backup.startWithin?.seconds ?? window.startWithin
  }

  /// Half the shortest gap, at most six hours, to run; a quarter of it, at most half an hour, to start.
  static func window(of schedules: [Schedule]) -> (deadline: Int, startWithin: Int) {
    var shortest = 24 * 3600
    for schedule in schedules {
      // One year holds every kind of day and both changes of clock.
      guard let gap = schedule.clock.shortestGap(from: epoch, years: 1) else { continue }
      shortest = min(shortest, Int(gap.seconds))
    }
    return (min(shortest / 2, 6 * 3600), min(shortest / 4, 30 * 60))
  }

  func schedule(_ cadence: ClockCadence) -> Schedule { Self.schedule(cadence, seed) }

  func trigger(for cadences: [Cadence]) -> Trigger { Self.trigger(for: cadences, seed) }

  private static func trigger(for cadences: [Cadence], _ seed: String) -> Trigger {
    var clocks: [Schedule] = []
    for cadence in cadences {
      switch cadence {
      case .clock(let clock): clocks.append(schedule(clock, seed))
      case .onChange(let change):
        return .onChange(
          check: Schedule(clock: change.schedule, origin: change.origin), atLatestEvery: change.atLatestEvery.seconds)
      case .physical(let physical):
        return .physical(
          PhysicalTrigger(
            full: [schedule(physical.full, seed)],
            differential: physical.differential.map { [schedule($0, seed)] } ?? [],
            incremental: physical.incremental.map { [schedule($0, seed)] } ?? [],
            wal: physical.wal?.seconds))
      case .manual: return .manual
      }
    }
    return .clock(clocks)
  }

  private static func schedule(_ cadence: ClockCadence, _ seed: String) -> Schedule {
    var clock = cadence.schedule
    if let spread = cadence.spread, spread.seconds >= 60 {
      // FNV-1a: the amount must be the same on every machine and in every release.
      var hash: UInt64 = 0xcbf2_9ce4_8422_2325
      for byte in seed.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
      let minutes = Int(hash % UInt64(spread.seconds / 60))
      clock = clock.shifted(byMinutes: minutes) ?? clock
    }
    return Schedule(clock: clock, origin: cadence.span)
  }

  private static func schedules(of trigger: Trigger) -> [Schedule] {
    switch trigger {
    case .clock(let schedules): schedules
    case .onChange(let check, _): [check]
    case .physical(let physical): physical.full + physical.differential + physical.incremental
    case .manual: []
    }
  }
}
