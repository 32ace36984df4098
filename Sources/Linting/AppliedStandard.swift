package import Language

/// A standard as applied to one policy. A class, because the runtime would create a separate type for lists of structs
/// at every start.
package final class AppliedStandard: Sendable {
  package let standard: Standard
  /// Whether the policy must meet it.
  package let isBinding: Bool
  /// The index that the built-in standard's file gets once a finding points at it.
  private let file: Int?

  private init(_ standard: Standard, isBinding: Bool, file: Int? = nil) {
    self.standard = standard
    self.isBinding = isBinding
    self.file = file
  }

  /// The same standard with the places of its demands; `nil` if it has them already.
  var located: Standard? { file.map { BuiltinStandard.read(at: $0) } }

  /// The standards that a policy is checked against: those of the organisation that apply to it, and the built-in one
  /// if the policy names it. If none applies, the built-in one advises, provided that `advisesBuiltin`.
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
