internal import Diagnostics
internal import Language

/// An objective about failure domains without the source's own domain.
struct UnstatedFailureDomain: Rule {
  static let isWaivable = true
  static let explanation = Explanation(
    "unstated-failure-domain", .error,
    summary: "`failureDomains` is demanded, but the source's own failure domain is not stated.",
    why: "Without it, nobody can tell whether a sink fails together with the source.",
    remedy: "State `source: {failureDomain: …}`.",
    accepts: [
      """
      objectives: {failureDomains: 1}
      source: {failureDomain: here}
      """
    ],
    rejects: [
      """
      #                            ↓
      objectives: {failureDomains: 2}
      """
    ])

  func check(_ policy: Policy, _ report: inout Report) {
    guard let domains = policy.objectives.failureDomains, policy.source.failureDomain == nil else { return }
    report.fault(.unstated, at: domains.span)
  }
}

extension Diagnostic.Message {
  fileprivate static var unstated: Self {
    .init("the source's own failure domain is not stated", help: "add `source: {failureDomain: …}`")
  }
}
