package import Diagnostics
package import Language

/// A check of a policy that was read. Rules are values without state; the file's name is the rule's, in kebab case.
///
/// A rule has one of the two `check`: that of the policy, or where it reasons about schedules, that of the proof. Those
/// that judge by a standard have one of their own instead.
package protocol Rule: Sendable {
  static var explanation: Explanation { get }
  /// Whether the rule looks only at what is there, so that it can be trusted beside faults of form. A rule that
  /// reasons from what is absent can't: it may be absent because it could not be read.
  static var toleratesFaults: Bool { get }
  /// Whether somebody may accept what the rule finds. An error without which nothing could be planned or carried out
  /// is accepted by nobody.
  static var isWaivable: Bool { get }
  /// Reports every place where the policy breaks the rule.
  func check(_ policy: Policy, _ report: inout Report)
  /// Reports every place where what follows from the policy breaks the rule. Never called beside faults of form.
  func check(_ proof: PolicyProof, _ report: inout Report)
  /// Where the policy falls short of a standard; `nil` where that doesn't demand what the rule checks.
  func findings(in proof: PolicyProof, against standard: AppliedStandard) -> Diagnostics?
  /// Whether a rule of standards finds all of this and more by what the standard demands, so that it would be said
  /// twice.
  func isCovered(by standard: Standard) -> Bool
}

extension Rule {
  package static var toleratesFaults: Bool { false }
  package static var isWaivable: Bool { explanation.severity != .error }
  package func check(_ policy: Policy, _ report: inout Report) {}
  package func check(_ proof: PolicyProof, _ report: inout Report) { check(proof.policy, &report) }
  package func findings(in proof: PolicyProof, against standard: AppliedStandard) -> Diagnostics? { nil }
  package func isCovered(by standard: Standard) -> Bool { false }
}

/// What `backstay explain RULE` and the rule's page say, and what its tests run.
package struct Explanation: Sendable {
  /// The rule's name: the fault, in kebab case.
  package var name: StaticString
  package var severity: Severity
  /// One sentence that names the fault.
  package var summary: StaticString
  /// What goes wrong where the fault is left in.
  package var why: StaticString
  /// The way out.
  package var remedy: StaticString
  /// Excerpts of a policy that the rule leaves alone. Made when asked for, because a finding needs none of them.
  package var accepts: @Sendable () -> [StaticString]
  /// Excerpts that break the rule, with `↓` on the line above the first character of each finding.
  package var rejects: @Sendable () -> [StaticString]

  package init(
    _ name: StaticString, _ severity: Severity, summary: StaticString, why: StaticString, remedy: StaticString,
    accepts: @autoclosure @escaping @Sendable () -> [StaticString] = [],
    rejects: @autoclosure @escaping @Sendable () -> [StaticString] = []
  ) {
    self.name = name
    self.severity = severity
    self.summary = summary
    self.why = why
    self.remedy = remedy
    self.accepts = accepts
    self.rejects = rejects
  }
}

extension Explanation {
  /// What is known of a finding that no rule makes.
  init(_ fault: Fault) {
    let known = fault.explanation
    self.init(known.code, known.severity, summary: known.summary, why: known.why, remedy: known.remedy)
  }
}

/// Where one rule's findings go.
package struct Report {
  var diagnostics = Diagnostics()
  let explain: () -> Explanation
  /// How much the findings weigh, where that isn't the rule's to say.
  private let severity: Severity?

  init(severity: Severity? = nil, explain: @escaping () -> Explanation) {
    self.severity = severity
    self.explain = explain
  }

  /// Reports the rule's fault at a place.
  package mutating func fault(_ message: Diagnostic.Message, at span: Span, notes: [Diagnostic.Note] = []) {
    let explanation = explain()
    diagnostics.report(
      Diagnostic(severity ?? explanation.severity, "\(explanation.name)", message, at: span, notes: notes))
  }
}
