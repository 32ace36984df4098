package import Language
internal import Schedules

/// What follows from a policy by arithmetic alone: when its backups run and how far apart.
///
/// It can be made of every policy that was read, also of one that rules find errors in: what can't be worked out is
/// `nil`. Rules and planner take it from here, so that what is proven is what is carried out.
package final class PolicyProof: Sendable {
  /// The policy that it is about.
  package let policy: Policy
  /// One for each of the policy's backups, in order.
  package let backups: [BackupProof]
  /// Where the days of `objectives.retention` can't all be restored.
  package let keptDaysShortfalls: [KeptDaysShortfall]
  /// The day, counted from 1 January 1970, that what expires is judged on; `nil` leaves it unjudged. Nothing else
  /// depends on it.
  package let asOf: Int?

  /// Works everything out, once.
  package init(_ policy: Policy, asOf: Int? = nil) {
    self.policy = policy
    self.asOf = asOf
    backups = policy.backups.map { BackupProof($0, in: policy) }
    keptDaysShortfalls = RetentionProver(policy: policy, backups: backups).shortfalls
  }
}
