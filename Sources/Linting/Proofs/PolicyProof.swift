package import Language
internal import Schedules

/// What follows from a policy by arithmetic alone: when its backups run and how far apart.
///
/// It can be made from every policy that was read, even one in which rules find errors: what can't be computed is
/// `nil`. Rules and planner both use it, so that what is proven is what runs.
package final class PolicyProof: Sendable {
  /// The policy.
  package let policy: Policy
  /// One for each of the policy's backups, in order.
  package let backups: [BackupProof]
  /// Each place where not every day of `objectives.retention` can be restored.
  package let keptDaysShortfalls: [KeptDaysShortfall]
  /// The day on which expiry dates are judged, counted from 1 January 1970; `nil` skips them. Nothing else depends on
  /// it.
  package let asOf: Int?

  /// Computes everything, once.
  package init(_ policy: Policy, asOf: Int? = nil) {
    self.policy = policy
    self.asOf = asOf
    backups = policy.backups.map { BackupProof($0, in: policy) }
    keptDaysShortfalls = RetentionProver(policy: policy, backups: backups).shortfalls
  }
}
