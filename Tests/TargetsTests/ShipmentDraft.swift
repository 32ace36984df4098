import Diagnostics

@testable import Planning

extension Shipment {
  /// The shipment with a few of its parts changed.
  func with(_ change: (inout ShipmentDraft) -> Void) -> Shipment {
    var draft = ShipmentDraft(self)
    change(&draft)
    return Shipment(
      sink: draft.sink, location: location, repository: draft.repository, retention: draft.retention,
      minimumCopies: draft.minimumCopies, bestEffort: draft.bestEffort, failureDomain: failureDomain, lock: draft.lock,
      trigger: draft.trigger, worstLoss: worstLoss)
  }
}

/// What tests change in a shipment.
struct ShipmentDraft {
  var sink: Text
  var repository: RepositoryPlan
  var retention: RetentionPlan
  var minimumCopies: Int
  var bestEffort: Bool
  var lock: Lock?
  var trigger: Trigger?

  fileprivate init(_ shipment: Shipment) {
    sink = shipment.sink
    repository = shipment.repository
    retention = shipment.retention
    minimumCopies = shipment.minimumCopies
    bestEffort = shipment.bestEffort
    lock = shipment.lock
    trigger = shipment.trigger
  }
}
