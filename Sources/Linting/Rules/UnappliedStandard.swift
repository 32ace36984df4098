internal import Diagnostics
internal import Language

/// A standard that this version doesn't apply.
struct UnappliedStandard: Rule {
  static let explanation = Explanation(
    "unapplied-standard", .error,
    summary: "The policy submits to a standard, which this version doesn't apply.",
    why: "A policy would pass that the standard forbids.",
    remedy: "Remove `standard`, and state what it demands as `objectives`.",
    accepts: [
      """
      objectives: {rpo: 26h}
      """
    ],
    rejects: [
      """
      #         ↓
      standard: builtin
      """
    ])

  static let toleratesFaults = true

  func check(_ policy: Policy, _ report: inout Report) {
    if let standard = policy.standard { report.fault(.unapplied, at: standard.span) }
  }
}

extension Diagnostic.Message {
  fileprivate static var unapplied: Self {
    .init("standards are not applied by this version", help: "remove `standard`")
  }
}
