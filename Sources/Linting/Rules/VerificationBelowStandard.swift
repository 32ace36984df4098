internal import Diagnostics
internal import Language

/// A backup whose copies are checked less than a standard demands.
struct VerificationBelowStandard: StandardRule {
  static let explanation = Explanation(
    "verification-below-standard", .warning,
    summary: "Copies are not test-restored before they count, although a standard demands `verify: restore`.",
    why: "A copy that can be read may still not restore: a role, an extension or a locale may be missing.",
    remedy: "State `verify: restore`.",
    accepts: [
      """
      ---
      require: {verify: read}
      """,
      """
      backups: {nightly: {materials: [keys], cadence: "0 2 * * *", sinks: [local], verify: restore}}
      ---
      require: {verify: restore}
      """,
    ],
    rejects: [
      """
      #         ↓
      backups: {nightly: {materials: [keys], cadence: "0 2 * * *", sinks: [local], verify: read}}
      ---
      require: {verify: restore}
      """
    ])

  func demand(of standard: Standard) -> Span? { standard.require?.verify?.span }

  func words(of standard: Standard) -> String { "verify: \(standard.require?.verify?.verify.word ?? "read")" }

  func check(_ proof: PolicyProof, against standard: Standard, _ report: inout Report) {
    // Every copy is at least read back.
    guard standard.require?.verify?.verify == .restore else { return }
    for backup in proof.policy.backups where backup.verify != .restore { report.fault(.readOnly, at: backup.id.span) }
  }
}

extension Diagnostic.Message {
  fileprivate static var readOnly: Self {
    .init(
      "copies of this backup are read back but not test-restored, which the standard demands",
      help: "state `verify: restore`")
  }
}
