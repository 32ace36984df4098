internal import Diagnostics
internal import Language
internal import Schedules

/// A schedule with a wall-clock time that a clock change skips, or that schedulers treat differently.
struct WallTimeInClockChange: Rule {
  static let explanation = Explanation(
    "wall-time-in-clock-change", .error,
    summary: "A clock change skips a time of a schedule, or makes targets run it differently.",
    why:
      "When clocks go forward, the run is skipped. When they go back, Kubernetes runs it twice and systemd once.",
    remedy:
      "Choose a time outside the clock change, write the schedule in UTC, or accept it with `clockChange: asTarget`.",
    accepts: [
      """
      backups: {nightly: {materials: [keys], cadence: {daily: "03:30", timeZone: Europe/Berlin}, sinks: [local]}}
      """,
      """
      backups: {nightly: {materials: [keys], cadence: {hourly: ":30", timeZone: Europe/Berlin}, sinks: [local]}}
      """,
      """
      backups:
        nightly:
          materials: [keys]
          cadence: {daily: "02:30", timeZone: Europe/Berlin, clockChange: asTarget}
          sinks: [local]
      """,
    ],
    rejects: [
      """
      #                                               ↓
      backups: {nightly: {materials: [keys], cadence: {daily: "02:30", timeZone: Europe/Berlin}, sinks: [local]}}
      """,
      """
      #                                               ↓
      backups: {nightly: {materials: [keys], cadence: {daily: "01:30", timeZone: America/New_York}, sinks: [local]}}
      """,
    ])

  func check(_ proof: PolicyProof, _ report: inout Report) {
    for backup in proof.backups {
      backup.backup.forEachClockCadence { check($0, backup, &report) }
    }
    for drill in proof.policy.drills { check(drill.cadence, nil, &report) }
  }

  private func check(_ cadence: ClockCadence, _ backup: BackupProof?, _ report: inout Report) {
    guard cadence.schedule.zone.changes != nil, !cadence.followsTarget else { return }
    let schedule = backup?.schedule(of: cadence) ?? cadence.schedule
    guard let disturbance = schedule.firstDisturbance(from: .proofStart) else { return }
    report.fault(
      .disturbed(disturbance, schedule, isMoved: schedule != cadence.schedule), at: cadence.span,
      notes: [.init(evidence(disturbance), at: cadence.span)])
  }

  private func evidence(_ disturbance: ClockDisturbance) -> String {
    if let gap = disturbance.gap {
      return "no run between \(gap.start.rfc3339) and \(gap.end.rfc3339), \(Int(gap.seconds).asDuration)"
    }
    let (kubernetes, systemd) = (disturbance.difference.firstOnly, disturbance.difference.secondOnly)
    guard let first = kubernetes.first else { return "only systemd runs at \(list(systemd))" }
    guard !systemd.isEmpty else { return "only Kubernetes runs at \(list(kubernetes))" }
    return "Kubernetes runs at \(first.rfc3339), where systemd runs at \(list(systemd))"
  }

  private func list(_ instants: [Instant]) -> String {
    let shown = instants.prefix(3).map { $0.rfc3339 }.joined(separator: ", ")
    return instants.count > 3 ? shown + " and \(instants.count - 3) more" : shown
  }
}

extension Diagnostic.Message {
  fileprivate static func disturbed(
    _ disturbance: ClockDisturbance, _ schedule: ClockSchedule, isMoved: Bool
  ) -> Self {
    let nearest = isMoved ? nil : schedule.nearestUndisturbedTime(from: .proofStart)
    return .init(
      what(disturbance, zone: schedule.zone.name),
      help: nearest.map { "the nearest time outside is `\(clock($0))`; `clockChange: asTarget` accepts this one" }
        ?? "write it in UTC, or accept it with `clockChange: asTarget`")
  }

  private static func what(_ disturbance: ClockDisturbance, zone: String) -> String {
    let period = disturbance.period
    let change = disturbance.change
    let before = change.advanced(bySeconds: period.previousOffset).civilMinuteInUTC
    let after = change.advanced(bySeconds: period.offset).civilMinuteInUTC
    let (from, to) = (before.hour * 60 + before.minute, after.hour * 60 + after.minute)
    let clocks = "clocks go from \(clock(from)) to \(clock(to))"
    guard let minute = disturbance.wallMinute else {
      let day = change.advanced(bySeconds: period.offset).rfc3339.prefix(10)
      return "targets run this differently in \(zone) on \(day), when \(clocks)"
    }
    let wall = Instant(secondsSince1970: minute * 60).rfc3339.prefix(10)
    let isSkipped = period.offset > period.previousOffset
    return "`\(clock(Int(minute % 1440)))` \(isSkipped ? "does not exist" : "comes twice") in \(zone) on \(wall), when "
      + clocks
  }

  /// A time of day from its minutes.
  private static func clock(_ minutes: Int) -> String {
    let (hour, minute) = (minutes / 60, minutes % 60)
    return "\(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)"
  }
}
