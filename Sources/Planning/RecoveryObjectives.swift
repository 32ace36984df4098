/// Objectives that matter after compilation. Times are seconds.
package final class RecoveryObjectives: Sendable {
  /// The most that may be lost.
  package let rpo: Int?
  /// The longest that a restore may take.
  package let rto: Int?
  /// Expiry keeps at least this many verified copies.
  package let minimumCopies: Int

  package init(rpo: Int? = nil, rto: Int? = nil, minimumCopies: Int = 3) {
    self.rpo = rpo
    self.rto = rto
    self.minimumCopies = minimumCopies
  }
}
