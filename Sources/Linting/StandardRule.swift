internal import Diagnostics
internal import Language

/// A check of what a standard demands of a policy.
///
/// Its severity applies if the standard only advises; under a binding standard, its findings are errors.
protocol StandardRule: Rule {
  /// Where the standard demands what the rule checks; `nil` if it doesn't.
  func demand(of standard: Standard) -> Span?
  /// The demand as written in a standard, such as `retention: 30d`.
  func words(of standard: Standard) -> String
  /// Whether the policy promises as much itself, so that another rule reports its shortfalls. A standard that only
  /// advises adds nothing then.
  func isPromised(by policy: Policy, to standard: Standard) -> Bool
  /// Reports every place where the policy falls short of the standard, which demands it.
  func check(_ proof: PolicyProof, against standard: Standard, _ report: inout Report)
}

extension StandardRule {
  package static var isWaivable: Bool { true }
  package func check(_ proof: PolicyProof, _ report: inout Report) {}
  func isPromised(by policy: Policy, to standard: Standard) -> Bool { false }

  package func findings(in proof: PolicyProof, against applied: AppliedStandard) -> Diagnostics? {
    guard let span = demand(of: applied.standard) else { return nil }
    if !applied.isBinding, isPromised(by: proof.policy, to: applied.standard) { return nil }
    var report = Report(severity: applied.isBinding ? .error : .warning) { Self.explanation }
    check(proof, against: applied.standard, &report)
    if report.diagnostics.isEmpty { return report.diagnostics }
    // Only a finding needs the places in the built-in standard.
    let place = applied.located.flatMap { demand(of: $0) } ?? span
    let note = Diagnostic.Note(
      "the standard `\(applied.standard.metadata.name.text.value)` demands `\(words(of: applied.standard))`", at: place)
    var findings = Diagnostics()
    for finding in report.diagnostics.all {
      findings.report(
        Diagnostic(finding.severity, finding.code, finding.message, at: finding.span, notes: finding.notes + [note]))
    }
    return findings
  }
}
