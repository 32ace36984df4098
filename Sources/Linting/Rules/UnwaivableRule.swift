internal import Diagnostics
internal import Language

/// A waiver of a rule that doesn't exist or can't be waived.
struct UnwaivableRule: Rule {
  static let explanation = Explanation(
    "unwaivable-rule", .error,
    summary: "A waiver names a rule that doesn't exist, or that can't be waived.",
    why: "The waiver has no effect: the finding that its author meant to accept is still reported.",
    remedy: "Name a rule from `backstay rules` whose explanation says that it can be waived, or fix the finding.",
    accepts: [
      """
      waivers: [{rule: unstated-retention, reason: the disk is large, expires: 2099-01-31}]
      """
    ],
    rejects: [
      """
      #                ↓
      waivers: [{rule: unstated-retentoin, reason: the disk is large, expires: 2099-01-31}]
      """,
      """
      #                ↓
      waivers: [{rule: undeclared-name, reason: it will be declared, expires: 2099-01-31}]
      """,
    ])

  func check(_ policy: Policy, _ report: inout Report) {
    for waiver in policy.waivers {
      let name = waiver.rule.text
      let rule = RuleCatalog.all.first { "\(type(of: $0).explanation.name)" == name.value }
      if let rule, type(of: rule).isWaivable { continue }
      let isKnown = rule != nil || RuleCatalog.explanations.contains { "\($0.name)" == name.value }
      report.fault(isKnown ? .unwaivable(name.value) : .unknown(name.value), at: name.span)
    }
  }
}

extension Diagnostic.Message {
  fileprivate static func unknown(_ name: String) -> Self {
    let names = RuleCatalog.all.map { "\(type(of: $0).explanation.name)" }
    return .init(
      "there is no rule `\(name)`",
      help: Suggestions.help(for: name, among: names) ?? "`backstay rules` lists them")
  }

  fileprivate static func unwaivable(_ name: String) -> Self {
    .init("findings of `\(name)` can't be waived", help: "remove the waiver, and fix the finding")
  }
}
