internal import Diagnostics
internal import Language
internal import Schedules

/// A run that waits for another backup's run until its own deadline passes.
struct RunWaitingForAnother: Rule {
  static let explanation = Explanation(
    "run-waiting-for-another", .warning,
    summary: "A run may wait for another backup's run until its own deadline has passed.",
    why:
      "Runs on one repository or one stanza wait for each other. If the other run's expected duration and the run's own add up to more than its deadline, the run fails whenever the two meet.",
    remedy: "Start the backups at different times, raise the `deadline`, or give each its own repository.",
    accepts: [
      """
      secrets: {passphrase: {escrow: {where: safe 2}}}
      sinks: {local: {filesystem: {path: /srv/backup}, repository: {restic: {passphrase: passphrase}}}}
      backups:
        nightly: {materials: [keys], cadence: "0 2 * * *", sinks: [local], expectedDuration: 20m, deadline: 1h}
        hourly: {materials: [keys], cadence: "0 * * * *", sinks: [local], expectedDuration: 5m}
      """
    ],
    rejects: [
      """
      secrets: {passphrase: {escrow: {where: safe 2}}}
      sinks: {local: {filesystem: {path: /srv/backup}, repository: {restic: {passphrase: passphrase}}}}
      backups:
        nightly: {materials: [keys], cadence: "0 2 * * *", sinks: [local], expectedDuration: 50m, deadline: 1h}
      #                                      ↓
        hourly: {materials: [keys], cadence: "15 * * * *", sinks: [local], expectedDuration: 5m}
      """
    ])

  func check(_ proof: PolicyProof, _ report: inout Report) {
    var starts = YearsOfStarts()
    for (index, other) in proof.backups.enumerated() {
      guard let expected = other.backup.expectedDuration else { continue }
      for (waitingIndex, waiting) in proof.backups.enumerated() where waiting !== other {
        let needed = expected.seconds + (waiting.backup.expectedDuration?.seconds ?? 0)
        guard needed > waiting.deadline, proof.policy.shareLock(waiting.backup, other.backup),
          let instants = Self.meeting(
            of: starts.of(waiting, waitingIndex), during: starts.of(other, index), lasting: expected.seconds)
        else { continue }
        report.fault(
          .waits(
            for: other.backup.id.value, until: instants.other.advanced(bySeconds: Int64(expected.seconds)), waiting),
          at: waiting.backup.deadline?.span ?? waiting.backup.cadence.span,
          notes: [
            .init("it starts at \(instants.waiting.rfc3339)", at: waiting.backup.cadence.span),
            .init("that run, started at \(instants.other.rfc3339), is expected to take this long", at: expected.span),
          ])
      }
    }
  }

  /// The first start during a run of the other backup.
  private static func meeting(
    of waiting: [Instant], during others: [Instant], lasting seconds: Int
  ) -> (waiting: Instant, other: Instant)? {
    var next = 0
    for busy in others {
      while next < waiting.count, waiting[next] < busy { next += 1 }
      guard next < waiting.count else { return nil }
      if waiting[next] < busy.advanced(bySeconds: Int64(seconds)) { return (waiting[next], busy) }
    }
    return nil
  }
}

/// The starts of each backup within a year, computed once.
private struct YearsOfStarts {
  private final class Year {
    let index: Int
    let starts: [Instant]

    init(_ index: Int, _ starts: [Instant]) {
      self.index = index
      self.starts = starts
    }
  }

  private var known: [Year] = []

  mutating func of(_ backup: BackupProof, _ index: Int) -> [Instant] {
    if let year = known.first(where: { $0.index == index }) { return year.starts }
    let start = Instant.proofStart
    let starts = backup.starts?.instants(from: start, through: start.advanced(bySeconds: 366 * 86_400)) ?? []
    known.append(Year(index, starts))
    return starts
  }
}

extension Policy {
  /// Whether two backups share a repository or a stanza, so that they wait for each other.
  fileprivate func shareLock(_ one: Backup, _ other: Backup) -> Bool {
    if one.method == .pgbackrest, other.method == .pgbackrest {
      return one.materials.contains { name in other.materials.contains { $0.text.value == name.text.value } }
    }
    return one.sinks.contains { use in
      other.sinks.contains { $0.sink.text.value == use.sink.text.value }
        && sink(named: use.sink.text.value)?.repository != nil
    }
  }
}

extension Diagnostic.Message {
  fileprivate static func waits(for other: String, until end: Instant, _ waiting: BackupProof) -> Self {
    .init(
      "`\(waiting.backup.id.value)` may wait for `\(other)` until \(end.rfc3339), and is stopped after \(waiting.deadline.asDuration)",
      help: "start them at different times, or raise the `deadline`")
  }
}
