internal import Language
internal import Schedules

/// Moves the cadences of one backup by constant amounts, each within its own window.
struct Spread: Sendable {
  private let deployment: String
  private let backup: String

  init(deployment: String, backup: String) {
    self.deployment = deployment
    self.backup = backup
  }

  /// A cadence's schedule, moved. A schedule that can't be moved stays as it is, and a rule reports it.
  func schedule(of cadence: ClockCadence) -> ClockSchedule {
    guard let window = cadence.spread, window.seconds >= 60 else { return cadence.schedule }
    return cadence.schedule.shifted(byMinutes: Int(hash % UInt64(window.seconds / 60))) ?? cadence.schedule
  }

  /// The starts of a list of cadences.
  ///
  /// If the list has a check for changes, only that counts; a manual cadence adds nothing. A rule rejects such lists.
  func starts(of cadences: [Cadence]) -> ScheduleUnion? {
    var starts: ScheduleUnion?
    for cadence in cadences {
      guard let more = self.starts(of: cadence) else { continue }
      if case .onChange = cadence { return more }
      starts = starts?.adding(more) ?? more
    }
    return starts
  }

  /// The starts of a cadence; `nil` if it is manual.
  func starts(of cadence: Cadence) -> ScheduleUnion? {
    switch cadence {
    case .clock(let clock): return ScheduleUnion(schedule(of: clock))
    case .onChange(let change): return ScheduleUnion(change.schedule)
    case .physical(let physical):
      var starts = ScheduleUnion(schedule(of: physical.full))
      if let differential = physical.differential { starts = starts.adding(schedule(of: differential)) }
      if let incremental = physical.incremental { starts = starts.adding(schedule(of: incremental)) }
      return starts
    case .manual: return nil
    }
  }

  /// FNV-1a of `deployment/backup`: the amount must be the same on every machine and in every release.
  private var hash: UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    func add(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    for byte in deployment.utf8 { add(byte) }
    add(UInt8(ascii: "/"))
    for byte in backup.utf8 { add(byte) }
    return hash
  }
}
