internal import Diagnostics
internal import Language

/// A list of cadences of which only one would be carried out.
struct MixedCadences: Rule {
  static let explanation = Explanation(
    "mixed-cadences", .error,
    summary: "A list of cadences has one that is no exact set of instants.",
    why: "Instants can be added up. A look for changes, a manual start or kinds of a physical backup can't be.",
    remedy: "Make a second backup of the same materials, or list instants only.",
    accepts: [
      """
      backups: {nightly: {materials: [keys], cadence: ["0 2 * * *", {weekly: "sat 14:00"}], sinks: [local]}}
      """
    ],
    rejects: [
      """
      #                                               ↓
      backups: {nightly: {materials: [keys], cadence: ["0 2 * * *", manual], sinks: [local]}}
      """
    ])

  func check(_ policy: Policy, _ report: inout Report) {
    for backup in policy.backups where backup.cadence.all.count > 1 {
      let areInstants = backup.cadence.all.allSatisfy { if case .clock = $0 { true } else { false } }
      if !areInstants { report.fault(.mixed, at: backup.cadence.span) }
    }
  }
}

extension Diagnostic.Message {
  fileprivate static var mixed: Self {
    .init(
      "`onChange`, `manual` and the kinds of a physical backup can't stand in a list",
      help: "make a second backup for the other cadence")
  }
}
