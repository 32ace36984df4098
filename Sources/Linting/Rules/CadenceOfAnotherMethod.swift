internal import Diagnostics
internal import Language

/// A cadence that doesn't fit the backup's method.
struct CadenceOfAnotherMethod: Rule {
  static let explanation = Explanation(
    "cadence-of-another-method", .error,
    summary: "A backup's cadence doesn't fit its method.",
    why: "Only physical methods make full, differential and incremental backups, and each kind needs its own cadence.",
    remedy: "Use `{full: …, incremental: …}` with `method: pgbackrest` or `wal-g`, and a clock cadence otherwise.",
    accepts: [
      """
      backups: {nightly: {materials: [keys], cadence: "0 2 * * *", sinks: [local]}}
      """
    ],
    rejects: [
      """
      #                                               ↓
      backups: {nightly: {materials: [keys], cadence: {full: "0 2 * * *"}, sinks: [local]}}
      """
    ])

  func check(_ policy: Policy, _ report: inout Report) {
    for backup in policy.backups {
      for cadence in backup.cadence.all { check(cadence, backup, at: backup.cadence.span, &report) }
      for use in backup.sinks {
        guard let own = use.cadence else { continue }
        if backup.isPhysical {
          check(own, backup, at: use.sink.text.span, &report)
        } else {
          report.fault(.ownCadence, at: use.sink.text.span)
        }
      }
    }
  }

  private func check(_ cadence: Cadence, _ backup: Backup, at span: Span, _ report: inout Report) {
    switch cadence {
    case .physical where !backup.isPhysical: report.fault(.physical, at: span)
    case .clock where backup.isPhysical, .onChange where backup.isPhysical: report.fault(.clock, at: span)
    default: break
    }
  }
}

extension Diagnostic.Message {
  fileprivate static var physical: Self {
    .init(
      "full, differential and incremental backups need a physical method",
      help: "add `method: pgbackrest`, or give one cadence")
  }
  fileprivate static var clock: Self {
    .init(
      "a physical backup needs a cadence for each kind",
      help: "for example `{full: \"0 1 * * 0\", incremental: \"0 1 * * 1-6\"}`")
  }
  fileprivate static var ownCadence: Self {
    .init("only a physical backup can give one sink its own cadence", help: "declare a second backup")
  }
}
