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
