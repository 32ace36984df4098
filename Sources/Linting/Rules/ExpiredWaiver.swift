internal import Diagnostics
internal import Language

/// A waiver that has expired.
struct ExpiredWaiver: Rule {
  static let explanation = Explanation(
    "expired-waiver", .error,
    summary: "A waiver has expired.",
    why: "The finding was accepted for a limited time. Nobody has confirmed since that it is still acceptable.",
    remedy: "Fix the finding and remove the waiver, or have its owner renew it with a later date.",
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
      report.fault(.init("the waiver of `\(waiver.rule.text.value)` has expired"), at: waiver.expires.span)
    }
  }
}
