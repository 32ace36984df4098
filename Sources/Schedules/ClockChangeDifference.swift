/// A change of clock at which Kubernetes and systemd run a schedule at different instants.
package struct ClockChangeDifference: Sendable, Equatable {
  /// The instant of the change.
  package let change: Instant
  /// The instants at which only Kubernetes fires.
  package let kubernetesOnly: [Instant]
  /// The instants at which only systemd fires, given the lines of `onCalendarLines`.
  package let systemdOnly: [Instant]
}

extension ClockSchedule {
  /// The first change of clock within five years from an instant at which Kubernetes and systemd differ.
  package func clockChangeDifference(from start: Instant) -> ClockChangeDifference? {
    guard zone.changes != nil else { return nil }
    let end = start.secondsSince1970 + 5 * 366 * 86_400
    var second = start.secondsSince1970
    while second <= end {
      let period = zone.period(at: Instant(secondsSince1970: second))
      if period.repeated > 0, period.start >= start.secondsSince1970 {
        let change = Instant(secondsSince1970: period.start)
        let repeated = change.advanced(bySeconds: period.repeated - 1)
        let systemd = instants(from: change, through: repeated, rule: .systemd)
        let only = instants(from: change, through: repeated).filter { !systemd.contains($0) }
        if !only.isEmpty { return ClockChangeDifference(change: change, kubernetesOnly: only, systemdOnly: []) }
      }
      guard period.end <= end else { return nil }
      second = period.end
    }
    return nil
  }
}
