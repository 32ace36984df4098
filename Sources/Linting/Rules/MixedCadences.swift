internal import Diagnostics
internal import Language

/// A list of cadences of which only one would be carried out.
struct MixedCadences: Rule {
  static let explanation = Explanation(
    "mixed-cadences", .error,
    summary: "A list of cadences contains one that isn't a fixed set of times.",
    why: "Fixed times can be combined. A check for changes, a manual start or the kinds of a physical backup can't.",
    remedy: "Declare a second backup of the same materials, or list only fixed times.",
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
      "`onChange`, `manual` and the kinds of a physical backup can't be part of a list",
      help: "declare a second backup for the other cadence")
  }
}
