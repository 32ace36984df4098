internal import Diagnostics
internal import Language
internal import Schedules

/// Too many incrementals on one full.
struct LongIncrementalChain: Rule {
  static let explanation = Explanation(
    "long-incremental-chain", .warning,
    summary: "More than 60 incremental backups depend on one full or differential.",
    why:
      "Each incremental needs all those before it. One damaged file breaks every later backup, and a restore reads from all of them.",
    remedy: "Make a `differential` or a `full` more often.",
    accepts: [
      """
      materials: {database: {postgresql: {serverVersion: 15, socket: /run/postgresql, user: postgres, peer: true, dataDirectory: /srv/pg}}}
      sinks: {local: {filesystem: {path: /srv/backup}, repository: {pgbackrest: {}}}}
      backups: {physical: {materials: [database], method: pgbackrest, cadence: {full: "0 1 * * 0", differential: "0 1 * * 3", incremental: "0 */2 * * *"}, sinks: [local]}}
      targets: {pgbackrest: {}}
      """
    ],
    rejects: [
      """
      materials: {database: {postgresql: {serverVersion: 15, socket: /run/postgresql, user: postgres, peer: true, dataDirectory: /srv/pg}}}
      sinks: {local: {filesystem: {path: /srv/backup}, repository: {pgbackrest: {}}}}
      #                                                                                                         ↓
      backups: {physical: {materials: [database], method: pgbackrest, cadence: {full: "0 1 1 * *", incremental: "30 * * * *"}, sinks: [local]}}
      targets: {pgbackrest: {}}
      """
    ])

  /// Restoring from a week of six incrementals a day is common, from a month of hourly ones is not; pgbackrest has no
  /// limit.
  private static let longest: Int64 = 60

  func check(_ policy: Policy, _ report: inout Report) {
    for backup in policy.backups {
      for case .physical(let cadence) in backup.cadence.all { check(cadence, &report) }
    }
  }

  private func check(_ cadence: PhysicalCadence, _ report: inout Report) {
    guard let incremental = cadence.incremental else { return }
    var bases = ScheduleUnion(cadence.full.schedule)
    if let differential = cadence.differential { bases = bases.adding(differential.schedule) }
    guard let between = bases.gaps(from: .proofStart)?.longest.seconds,
      let step = incremental.schedule.shortestGap(from: .proofStart)?.seconds, step > 0,
      between / step > Self.longest
    else { return }
    report.fault(
      .long(Int(between / step), cadence.differential == nil ? "full" : "full or differential"), at: incremental.span)
  }
}

extension Diagnostic.Message {
  fileprivate static func long(_ count: Int, _ base: String) -> Self {
    .init(
      "up to \(count) incremental backups depend on one \(base)", help: "make a `differential` or a `full` more often")
  }
}
