internal import Diagnostics
internal import Language
internal import Schedules

/// An escrow whose check is overdue.
struct StaleEscrow: Rule {
  static let explanation = Explanation(
    "stale-escrow", .warning,
    summary: "An escrow was not checked within the time that it states.",
    why:
      "Envelopes get moved and passphrases get changed. A second copy can be relied on only while somebody checks it.",
    remedy: "Check that it is there and correct, and state that day as `checked`.",
    accepts: [
      """
      secrets: {passphrase: {escrow: {where: safe 2, checked: 2026-10-01, every: 1y}}}
      sinks: {local: {filesystem: {path: /srv/backup}, repository: {restic: {passphrase: passphrase}}}}
      """
    ],
    rejects: [
      """
      #                                                       ↓
      secrets: {passphrase: {escrow: {where: safe 2, checked: 2024-10-01, every: 1y}}}
      sinks: {local: {filesystem: {path: /srv/backup}, repository: {restic: {passphrase: passphrase}}}}
      """,
      """
      #                                                     ↓
      secrets: {passphrase: {escrow: {where: safe 2, every: 1y}}}
      sinks: {local: {filesystem: {path: /srv/backup}, repository: {restic: {passphrase: passphrase}}}}
      """,
    ])

  func check(_ proof: PolicyProof, _ report: inout Report) {
    for secret in proof.policy.secrets {
      guard let escrow = secret.escrow, let every = escrow.every else { continue }
      guard let checked = escrow.checked else {
        report.fault(.unchecked, at: every.span)
        continue
      }
      let day = checked.daysSince1970
      // Somewhere in the world it is already tomorrow.
      if let today = proof.asOf, day > today + 1 {
        report.fault(.ahead, at: checked.span)
        continue
      }
      let due = day + every.seconds / 86_400
      if let today = proof.asOf, today > due {
        report.fault(.stale(due), at: checked.span, notes: [.init("it must be checked this often", at: every.span)])
      }
    }
  }
}

extension Diagnostic.Message {
  fileprivate static func stale(_ due: Int) -> Self {
    let date = Instant(secondsSince1970: Int64(due) * 86_400).rfc3339.prefix(10)
    return .init("the next check was due on \(date)", help: "check that it is there and correct, and state the day")
  }
  fileprivate static var ahead: Self {
    .init("this check lies in the future", help: "state the day on which somebody last checked")
  }
  fileprivate static var unchecked: Self {
    .init("no check is recorded", help: "check that it is there and correct, and state the day as `checked`")
  }
}
