internal import Diagnostics
internal import Language

/// A run that is expected to take longer than it may.
struct ExpectedDurationBeyondDeadline: Rule {
  static let explanation = Explanation(
    "expected-duration-beyond-deadline", .error,
    summary: "A run is expected to take longer than its deadline allows.",
    why: "Every run is then stopped before it finishes, and no copy is ever made.",
    remedy: "Raise the `deadline`, or capture less in one run.",
    accepts: [
      """
      backups: {nightly: {materials: [keys], cadence: "0 2 * * *", sinks: [local], expectedDuration: 50m, deadline: 1h}}
      """
    ],
    rejects: [
      """
      #                                                                                              ↓
      backups: {nightly: {materials: [keys], cadence: "0 2 * * *", sinks: [local], expectedDuration: 2h, deadline: 1h}}
      """,
      """
      #                                                                                              ↓
      backups: {nightly: {materials: [keys], cadence: "0 * * * *", sinks: [local], expectedDuration: 45m}}
      """,
    ])

  func check(_ proof: PolicyProof, _ report: inout Report) {
    for backup in proof.backups {
      guard let expected = backup.backup.expectedDuration else { continue }
      backup.forEachChoice { choice in
        guard expected.seconds > choice.deadline else { return true }
        let isStated = backup.backup.deadline != nil || choice.span != backup.backup.cadence.span
        let span = choice.span == backup.backup.cadence.span ? backup.backup.deadline?.span : choice.span
        report.fault(
          .tooLong(choice.deadline, isStated: isStated), at: expected.span,
          notes: [.init("what stops a run", at: span ?? choice.span)])
        return false
      }
    }
  }
}

extension Diagnostic.Message {
  fileprivate static func tooLong(_ deadline: Int, isStated: Bool) -> Self {
    .init(
      "every run is stopped after \(deadline.asDuration), before it is expected to finish",
      help: isStated ? "raise the `deadline`" : "state a `deadline`; the default is half the shortest gap, at most 6h")
  }
}
