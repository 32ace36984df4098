package import Diagnostics
package import Schedules

/// A sink as one job uses it.
package final class Shipment: Sendable {
  /// The sink's name in the policy.
  package let sink: Text
  package let location: Location
  package let repository: RepositoryPlan
  package let retention: RetentionPlan
  /// Expiry never leaves fewer verified copies of one material or database.
  package let minimumCopies: Int
  /// Whether a failure leaves the run successful.
  package let bestEffort: Bool
  /// What fails together with this sink.
  package let failureDomain: String
  /// The bucket's lock, where the policy demands one.
  package let lock: Lock?
  /// A schedule of this sink's own (physical methods only).
  package let trigger: Trigger?
  /// Seconds: the most that may be lost at this sink although every run succeeds, with the choices that are open at
  /// deployment; absent where nothing starts by itself, or not for ever.
  package let worstLoss: Int?

  package init(
    sink: Text, location: Location, repository: RepositoryPlan, retention: RetentionPlan, minimumCopies: Int,
    bestEffort: Bool,
    failureDomain: String, lock: Lock? = nil, trigger: Trigger? = nil, worstLoss: Int? = nil
  ) {
    self.sink = sink
    self.location = location
    self.repository = repository
    self.retention = retention
    self.minimumCopies = minimumCopies
    self.bestEffort = bestEffort
    self.failureDomain = failureDomain
    self.lock = lock
    self.trigger = trigger
    self.worstLoss = worstLoss
  }
}

extension Shipment {
  /// The secret that opens copies which are encrypted to recipients; absent where none is named.
  package var identity: Text? {
    if case .plain(_, let identity) = repository { return identity }
    return nil
  }
}

/// A bucket's object lock.
package struct Lock: Sendable {
  package var compliance: Bool
  /// Seconds.
  package var duration: Int
  package var origin: Span
}

/// How long copies are kept.
package struct RetentionPlan: Sendable {
  package typealias Rule = RetentionRule

  package var rule: Rule
  package var origin: Span
}
