internal import Formats

/// How a timer or path unit is rendered while the policy suspends it.
enum Suspension {
  /// What a suspended unit's file says about that.
  static let comment = [
    "The policy suspends this backup: the condition never holds, so the unit can be enabled but doesn't start. Stop one",
    "that is active with `systemctl stop`. The service itself can still be started by hand.",
  ]

  /// Adds a condition that never holds.
  ///
  /// Omitting [Install] isn't enough: a unit that was enabled before keeps its link in timers.target.wants.
  static func apply(to unit: inout UnitFile.Section) { unit.append("ConditionPathExists", .literal("!/")) }
}
