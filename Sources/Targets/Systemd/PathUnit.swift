import Formats

/// A unit that starts a service when files change.
///
/// It is a shortcut, not a guarantee: systemd ignores subfolders, and changes while the unit is stopped.
/// The policy relies on the timer's checks.
struct PathUnit {
  /// Lines at the top of the file.
  var comment: [String]
  /// What is watched, in a few words.
  var description: String
  /// The service's full name.
  var service: String
  /// Files and folders, absolute.
  var paths: [String]
  /// Whether the unit is rendered but must not start.
  var suspended: Bool

  /// The unit's file.
  var file: UnitFile {
    var unit = UnitFile.Section("Unit", ["Description": .text(description)])
    var path = UnitFile.Section("Path")
    for watched in paths { path.append("PathChanged", .path(watched)) }
    path.append("Unit", .units([service]))
    if suspended { Suspension.apply(to: &unit) }
    let note = ["Starts a check as soon as a file changes; the timer's checks find other changes."]
    let install = UnitFile.Section("Install", ["WantedBy": .units(["paths.target"])])
    return UnitFile(
      comment: comment + note + (suspended ? Suspension.comment : []), sections: [unit, path, install])
  }
}
