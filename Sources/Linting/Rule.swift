package import Diagnostics
package import Language

/// A check of a policy that was read. Rules are values without state; the file's name is the rule's, in kebab case.
///
/// A rule implements one of the two `check` methods: for the policy, or, if it reasons about schedules, for the proof.
/// Rules that check a standard have their own method instead.
package protocol Rule: Sendable {
  static var explanation: Explanation { get }
  /// Whether the rule looks only at what is present, so that it can be trusted in a policy with faults of form. A rule
  /// that reasons from an absence can't: the value may be absent because it could not be read.
  static var toleratesFaults: Bool { get }
  /// Whether a waiver may accept the rule's findings. An error that makes planning or execution impossible can't be
  /// waived.
  static var isWaivable: Bool { get }
  /// Reports every place where the policy breaks the rule.
  func check(_ policy: Policy, _ report: inout Report)
  /// Reports every place where what follows from the policy breaks the rule. Never called if there are faults of form.
  func check(_ proof: PolicyProof, _ report: inout Report)
  /// Where the policy falls short of a standard; `nil` if the standard doesn't demand what the rule checks.
  func findings(in proof: PolicyProof, against standard: AppliedStandard) -> Diagnostics?
  /// Whether a rule for standards finds all of this and more under the standard, so that it would be reported twice.
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
