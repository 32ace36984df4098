internal import Diagnostics
internal import Language

/// A waiver whose last day is over.
struct ExpiredWaiver: Rule {
  static let explanation = Explanation(
    "expired-waiver", .error,
    summary: "A waiver's last day is over.",
    why: "A finding was accepted for a time. Nobody has looked since whether it still can be.",
    remedy: "Mend what it accepts and remove it, or have its owner accept it anew with a later date.",
    accepts: [
      """
      waivers: [{rule: unstated-retention, reason: the disk is large, expires: 2027-01-31}]
      """
    ],
    rejects: [
      """
      #                                                                        ↓
      waivers: [{rule: unstated-retention, reason: the disk is large, expires: 2026-01-31}]
      """
    ])

  func check(_ proof: PolicyProof, _ report: inout Report) {
    guard let today = proof.asOf else { return }
    for waiver in proof.policy.waivers where today > waiver.expires.daysSince1970 {
      report.fault(.init("the waiver of `\(waiver.rule.text.value)` is no longer valid"), at: waiver.expires.span)
    }
  }
}
