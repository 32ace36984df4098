package import Diagnostics
package import Schedules

/// A sink as one job uses it.
package final class Shipment: Sendable {
  /// The sink's name in the policy.
  package let sink: Text
  package let location: Location
  /// The location, whatever its kind.
  package let store: any Store
  package let repository: RepositoryPlan
  package let retention: RetentionPlan
  /// Expiry keeps at least this many verified copies of a material or database.
  package let minimumCopies: Int
  /// Whether a failure leaves the run successful.
  package let bestEffort: Bool
  /// What fails together with this sink.
  package let failureDomain: String
  /// The bucket's lock, where the policy demands one.
  package let lock: Lock?
  /// A schedule of this sink's own (physical methods only).
  package let trigger: Trigger?
  /// Seconds: the most that may be lost at this sink although every run succeeds, with the choices left to
  /// deployment; absent if nothing starts automatically, or not forever.
  package let worstLoss: Int?

  package init(
    sink: Text, location: Location, repository: RepositoryPlan, retention: RetentionPlan, minimumCopies: Int,
    bestEffort: Bool,
    failureDomain: String, lock: Lock? = nil, trigger: Trigger? = nil, worstLoss: Int? = nil
  ) {
    self.sink = sink
    self.location = location
    store = location.store
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
  /// The folder of the machine that the sink is.
  package var folder: Text? {
    if case .folder(let path) = store.reach { return path }
    return nil
  }

  /// The volume of a cluster that it is.
  package var claim: VolumeClaim? {
    if case .claim(let claim) = store.reach { return claim }
    return nil
  }

  /// Visits the programs that an image needs to ship there.
  package func forEachTool(_ body: (Program) -> Void) {
    if case .plain = repository, let program = store.programForPlainCopies { body(program) }
    if let program = repository.program { body(program) }
  }

  /// Visits the programs that a machine needs to ship there.
  package func forEachProgram(_ body: (Program) -> Void) {
    forEachTool(body)
    if let carrier = store.carrier { body(carrier) }
  }

  /// The secrets that shipping and expiry read, each once.
  package var secrets: [Text] {
    var secrets: [Text] = []
    if let secret = repository.secret { secrets.append(secret) }
    store.addSecrets(to: &secrets)
    return secrets.eachOnce
  }

  /// The secrets needed to read the copies, each once.
  package var secretsForReading: [Text] {
    var secrets: [Text] = []
    if let secret = repository.secret ?? repository.identity { secrets.append(secret) }
    store.reading.store.addSecrets(to: &secrets)
    return secrets.eachOnce
  }

  /// The shipment as a reader uses it: with the reader's credentials, and none for writing or expiry.
  package var reading: Shipment {
    Shipment(
      sink: sink, location: store.reading, repository: repository, retention: retention,
      minimumCopies: minimumCopies, bestEffort: bestEffort, failureDomain: failureDomain, trigger: trigger,
      worstLoss: worstLoss)
  }
}

extension [Text] {
  /// The texts in order, without repetitions.
  package var eachOnce: [Text] {
    var all: [Text] = []
    for text in self where !all.contains(where: { $0.value == text.value }) { all.append(text) }
    return all
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
