internal import Diagnostics
package import Linting

extension Explanation {
  /// What `backstay explain RULE` prints.
  package var text: String {
    var text = "\(name) (\(severity.word))\n\n\(summary)\n\nWhy: \(why)\nRemedy: \(remedy)\n"
    if RuleCatalog.isOfStandard("\(name)") { text += "It is an error where the standard is binding.\n" }
    if RuleCatalog.canWaive("\(name)") { text += "It can be waived, with a reason and a last day.\n" }
    if let example = rejects().first {
      text += "\nFor example, this breaks the rule, at the mark:\n\n\(Self.indented(example))"
    }
    if let example = accepts().first { text += "\nThis doesn't:\n\n\(Self.indented(example))" }
    return text
  }

  private static func indented(_ example: StaticString) -> String {
    "\(example)".split(separator: "\n", omittingEmptySubsequences: false).map { "  \($0)\n" }.joined()
  }
}

/// The rules by name.
package enum RuleIndex {
  package static var all: [Explanation] { RuleCatalog.explanations }

  package static func explanation(of name: String) -> Explanation? { all.first { "\($0.name)" == name } }

  /// A line for each rule: its severity, name and summary.
  package static var lines: String {
    let width = all.map { $0.name.utf8CodeUnitCount }.max() ?? 0
    return all.map { rule in
      let name = "\(rule.name)" + String(repeating: " ", count: width - rule.name.utf8CodeUnitCount)
      let severity = rule.severity.word + String(repeating: " ", count: 7 - rule.severity.word.utf8.count)
      return "\(severity)  \(name)  \(rule.summary)\n"
    }.joined()
  }
}
