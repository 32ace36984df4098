package import Language

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
