internal import Diagnostics
internal import Language
internal import Linting
package import Schedules

/// Sinks of one backup that get copies from the same runs.
struct SinkGroup {
  /// The sinks as the backup uses them; never empty.
  let uses: [SinkUse]

  /// The sinks' names in quotes.
  var names: String { uses.map { "`\($0.sink.text.value)`" }.joined(separator: ", ") }

  /// The sinks without a cadence of their own together, then each of the others, in the policy's order.
  static func all(of backup: BackupProof, in proof: PolicyProof) -> [SinkGroup] {
    let shared = backup.backup.sinks.filter { $0.cadence == nil }
    // A sink that counts in a proof comes first, because it represents the group.
    let ordered =
      shared.filter { proof.policy.counts($0, of: backup.backup) }
      + shared.filter { !proof.policy.counts($0, of: backup.backup) }
    let own = backup.backup.sinks.filter { $0.cadence != nil }.map { SinkGroup(uses: [$0]) }
    return (ordered.isEmpty ? [] : [SinkGroup(uses: ordered)]) + own
  }
}

/// The most that may be lost, and how it adds up.
package struct LossExplanation: Sendable, Equatable {
  /// The sinks that it holds at.
  package let sinks: [String]
  /// Failed runs in a row that it allows for.
  package let failures: Int
  /// The sum in seconds.
  package let seconds: Int
  /// The starts of the two runs that are furthest apart, with the failed ones between them.
  package let gap: RunGap
  package let parts: [Part]

  package struct Part: Sendable, Equatable {
    package let seconds: Int
    /// What takes so long, such as `to start`.
    package let what: String
  }

  /// The sum with its parts. For example: `25h30m = 24h between starts + 30m to start + 1h to finish`.
  package var sum: String {
    let sum = parts.map { "\($0.seconds.asDuration) \($0.what)" }.joined(separator: " + ")
    return parts.count > 1 ? "\(seconds.asDuration) = \(sum)" : sum
  }

  /// The worst of the choices at deployment; `nil` if the loss is unbounded.
  init?(_ backup: BackupProof, _ group: SinkGroup, in proof: PolicyProof, failures: Int) {
    guard let use = group.uses.first, let worst = proof.worstLoss(of: backup, at: use, failures: failures) else {
      return nil
    }
    let between = failures == 0 ? "between starts" : "between the starts of runs that succeed"
    sinks = group.uses.map { $0.sink.text.value }
    self.failures = failures
    seconds = worst.seconds
    gap = worst.gap
    parts =
      [Part(seconds: Int(worst.gap.seconds), what: between)]
      + [
        Part(seconds: worst.startWithin, what: "to start"), Part(seconds: worst.spread, what: "of spread"),
        Part(seconds: worst.wait, what: "of waiting for other repositories"),
        Part(seconds: worst.deadline, what: "to finish"), Part(seconds: worst.lag, what: "of standby lag"),
      ].filter { $0.seconds > 0 }
  }
}
