/// How a scheduler treats wall times that a change of clock repeats. All skip wall times that do not exist.
package enum ClockChangeRule: Sendable, Hashable {
  /// A wall time that occurs twice fires twice, as in Kubernetes.
  ///
  /// The controller's own search also loses or adds runs where clocks change at midnight (Cairo, Santiago) or by less
  /// than an hour (Lord Howe); those runs depend on where its search begins and are not given here.
  case kubernetes
  /// A wall time that occurs twice fires on its first occurrence only, as in systemd 252, unless
  /// `ClockSchedule.onCalendarLines` writes its expression in UTC.
  ///
  /// At a change of *standard* time (Casablanca, 2026-09-20) systemd 252 takes either occurrence, because nothing tells
  /// them apart for `mktime`; the first is given here.
  case systemd
}
