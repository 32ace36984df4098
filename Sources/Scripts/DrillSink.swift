package import Diagnostics
package import Planning

/// One sink and the backups of a drill that ship to it.
package struct DrillSink: Sendable {
  /// The sink's name in the policy.
  package let name: Text
  /// Each backup with its shipment there, which only reads.
  package private(set) var uses: [(job: Job, shipment: Shipment)]

  /// The secret that decrypts copies encrypted to recipients.
  var identity: Text? {
    uses.first?.shipment.repository.identity
  }

  /// Every sink of `jobs`, in the order of the policy.
  static func all(of jobs: [Job]) -> [DrillSink] {
    var sinks: [DrillSink] = []
    for job in jobs {
      for shipment in job.shipments {
        let use = (job, shipment.reading)
        if let index = sinks.firstIndex(where: { $0.name.value == shipment.sink.value }) {
          sinks[index].uses.append(use)
        } else {
          sinks.append(DrillSink(name: shipment.sink, uses: [use]))
        }
      }
    }
    return sinks
  }

  /// The materials of which the sink holds copies, each once.
  var captures: [Capture] {
    var captures: [Capture] = []
    for capture in uses.flatMap({ $0.job.captures })
    where !captures.contains(where: { $0.material.value == capture.material.value }) {
      captures.append(capture)
    }
    return captures
  }
}

extension DrillSink {
  /// Whether it has copies of a server all of whose databases are captured: which those are is known only there.
  var holdsAllDatabases: Bool {
    uses.contains { use in
      use.job.captures.contains {
        if case .postgresql(let source) = $0.source, case .all = source.databases { return true }
        return false
      }
    }
  }
}

extension DrillPlan {
  /// The sinks of the backups in `plan` that scripts restore, each by its first shipment, which only reads.
  package func shipments(in plan: BackupPlan) -> [Shipment] {
    var found: [Shipment] = []
    for job in plan.jobs where !job.isPhysical && backups.contains(where: { $0.value == job.name.value }) {
      for shipment in job.shipments where !found.contains(where: { $0.sink.value == shipment.sink.value }) {
        found.append(shipment.reading)
      }
    }
    return found
  }
}

extension Shipment {
  /// The maximum age of the newest copy of `job` here while every run succeeds, in seconds; absent if there is none.
  func maximumAge(in job: Job) -> Int? {
    guard let worstLoss, !job.suspended else { return nil }
    // Unchanged materials are captured again only after this time.
    if case .onChange(_, let atLatestEvery) = job.trigger { return worstLoss + atLatestEvery }
    return worstLoss
  }
}
