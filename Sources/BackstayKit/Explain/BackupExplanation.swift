internal import Diagnostics
internal import Language
internal import Linting
internal import Planning
package import Schedules

/// What one backup captures, when it runs, what may be lost and what it keeps.
package struct BackupExplanation: Sendable, Equatable {
  package let name: String
  package let materials: [String]
  /// How materials are captured, each method once.
  package let methods: [String]
  package let sinks: [SinkExplanation]
  /// When it runs, in words.
  package let cadence: String
  /// How the backup follows changes; `nil` for any other cadence.
  package let onChange: OnChangeExplanation?
  /// Whether it is rendered but not started.
  package let isSuspended: Bool
  /// The zones other than UTC that its cadences are in.
  package let zones: [Zone]
  package let runs: [RunExplanation]
  /// The longest and the shortest time between two starts over five years; `nil` if nothing starts, or not for ever.
  package let longestGap: RunGap?
  package let shortestGap: RunGap?
  /// Seconds after which a run is stopped.
  package let deadline: Int
  /// Seconds that a run may start late.
  package let startWithin: Int
  /// Seconds within which write-ahead log is shipped.
  package let archive: Int?
  /// What may be lost if every run succeeds, and after one failed run, for each group of sinks.
  package let losses: [LossExplanation]
  package let keeping: [KeepingExplanation]

  init(_ backup: BackupProof, _ job: Job, in proof: PolicyProof, from: Instant, days: Int) {
    name = job.name.value
    materials = job.captures.map { $0.material.value }
    methods = job.captures.map { $0.method.word }.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    sinks = job.shipments.map { SinkExplanation($0) }
    cadence = job.trigger.words
    onChange = OnChangeExplanation(job.trigger)
    isSuspended = job.suspended
    zones = backup.zones
    longestGap = backup.gaps?.longest
    shortestGap = backup.gaps?.shortest
    deadline = job.deadline
    startWithin = job.startWithin
    archive = backup.archiveBound?.seconds
    let groups = SinkGroup.all(of: backup, in: proof)
    runs = RunExplanation.all(of: backup, groups, for: proof.policy, from: from, days: days)
    losses = groups.flatMap { group in
      [0, 1].compactMap { LossExplanation(backup, group, in: proof, failures: $0) }
    }
    keeping = job.shipments.compactMap { shipment in
      backup.backup.sinks.first { $0.sink.text.value == shipment.sink.value }.map {
        KeepingExplanation(backup, $0, shipment, job, from: from)
      }
    }
  }
}

/// Where copies go.
package struct SinkExplanation: Sendable, Equatable {
  package let name: String
  /// The store and the form of copies there, in words.
  package let what: String
  package let failureDomain: String
  package let isBestEffort: Bool
  /// When it gets copies, in words, if it has its own cadence.
  package let cadence: String?

  init(_ shipment: Shipment) {
    name = shipment.sink.value
    what = "\(shipment.store.description.text), \(shipment.repository.description.text)"
    failureDomain = shipment.failureDomain
    isBestEffort = shipment.bestEffort
    cadence = shipment.trigger?.words
  }
}

/// How a backup follows changes.
package struct OnChangeExplanation: Sendable, Equatable {
  /// Seconds after which a copy is made although nothing changed.
  package let atLatestEvery: Int

  init?(_ trigger: Trigger) {
    guard case .onChange(_, let atLatestEvery) = trigger else { return nil }
    self.atLatestEvery = atLatestEvery
  }
}

/// One start of a backup.
package struct RunExplanation: Sendable, Equatable {
  package let instant: Instant
  /// `full`, `differential` or `incremental` of a physical backup.
  package let kind: String?
  /// The sinks that get a copy.
  package let sinks: [String]

  /// The starts within some days from an instant on, ascending.
  static func all(
    of backup: BackupProof, _ groups: [SinkGroup], for policy: Policy, from: Instant, days: Int
  ) -> [RunExplanation] {
    let end = from.advanced(bySeconds: Int64(days) * 86_400 - 1)
    let rule = backup.clockChangeRule(for: policy.targets)
    var runs: [RunExplanation] = []
    for group in groups {
      guard let use = group.uses.first, let schedule = backup.runs(at: use, choice: backup.ownChoice) else { continue }
      runs += schedule.runs(from: from, through: end, rule: rule).map { run in
        RunExplanation(
          instant: run.instant, kind: backup.backup.isPhysical ? run.kind.word : nil,
          sinks: group.uses.map { $0.sink.text.value })
      }
    }
    if groups.count > 1 { runs.sort { $0.instant < $1.instant } }
    return runs
  }
}

extension BackupProof {
  /// The zones other than UTC of the cadences that make copies, in the policy's order.
  fileprivate var zones: [Zone] {
    var zones: [Zone] = []
    var unions = [ownStarts] + backup.sinks.map { $0.cadence == nil ? nil : starts(at: $0) }
    while !unions.isEmpty {
      guard let union = unions.removeFirst() else { continue }
      if union.clock.zone.changes != nil, !zones.contains(union.clock.zone) { zones.append(union.clock.zone) }
      if let other = union.other { unions.insert(other, at: 0) }
    }
    return zones
  }

  /// What happens to wall-clock times that occur twice: systemd's way only if the policy accepts it and has no other
  /// target.
  fileprivate func clockChangeRule(for targets: Targets) -> ClockChangeRule {
    var followsTarget = false
    backup.forEachClockCadence { if $0.followsTarget { followsTarget = true } }
    return followsTarget && !targets.contains { $0.clockChanges == .kubernetes } ? .systemd : .kubernetes
  }
}

extension CopyKind {
  /// The policy's word for it.
  var word: String {
    switch self {
    case .full: "full"
    case .differential: "differential"
    case .incremental: "incremental"
    }
  }
}
