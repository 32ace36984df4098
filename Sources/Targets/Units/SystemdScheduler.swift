import Formats
import Planning

extension MachineScheduler {
  /// systemd, with the units of one policy.
  static func systemd(_ names: UnitNames) -> MachineScheduler {
    let timers = "'\(names.unit("*.timer"))'"
    return MachineScheduler(
      name: "systemd",
      pause: "systemctl stop \(timers) '\(names.unit("*.path"))'",
      resume: "\(code: "systemctl start \(timers)") once the generated units are enabled, or reboot",
      start: { backups in "systemctl start " + backups.map { "\(names.unit($0)).service" }.joined(separator: " ") })
  }
}
