internal import Diagnostics
package import Language

/// A check of what a standard demands of a policy.
///
/// Its severity is that of a standard which only advises; where one is binding, its findings are errors.
protocol StandardRule: Rule {
  /// Where the standard demands what the rule checks; `nil` where it doesn't.
  func demand(of standard: Standard) -> Span?
  /// The demand as a standard says it, such as `retention: 30d`.
  func words(of standard: Standard) -> String
  /// Whether the policy promises as much itself, so that another rule finds where it falls short. A standard that only
  /// advises has nothing to add then.
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
    // Only a finding needs to know where the built-in standard says it.
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

/// A standard as it is applied to one policy. A class, so that a list of them is of no type of its own, which the
/// runtime would make at every start.
package final class AppliedStandard: Sendable {
  package let standard: Standard
  /// Whether the policy has to keep to it.
  package let isBinding: Bool
  /// The index of the file that the built-in standard becomes once a finding points at it.
  private let file: Int?

  private init(_ standard: Standard, isBinding: Bool, file: Int? = nil) {
    self.standard = standard
    self.isBinding = isBinding
    self.file = file
  }

  /// The same with the places of what it demands, where it has none yet.
  var located: Standard? { file.map { BuiltinStandard.read(at: $0) } }

  /// The standards that a policy is held to: those of the organisation that are for it, and the built-in one if the
  /// policy submits to it. Where none of them is for it, the built-in one advises, if it is to.
  package static func all(
    for policy: Policy, of organisation: [Standard], advisesBuiltin: Bool, file: Int
  ) -> [AppliedStandard] {
    var all: [AppliedStandard] = []
    for standard in organisation where standard.applies(to: policy) {
      all.append(AppliedStandard(standard, isBinding: true))
    }
    let isBinding = policy.standard != nil
    if isBinding || advisesBuiltin && all.isEmpty {
      all.append(AppliedStandard(BuiltinStandard.value, isBinding: isBinding, file: file))
    }
    return all
  }
}
