internal import Diagnostics
internal import Language
internal import Linting
internal import Planning
package import Schedules

/// What a backup keeps at one sink.
package struct KeepingExplanation: Sendable, Equatable {
  package let sink: String
  /// The retention in words.
  package let rule: String
  /// Verified copies of each material that expiry always leaves.
  package let minimumCopies: Int
  /// Whether copies may depend on others, so that `minimumCopies` counts fulls.
  package let isPhysical: Bool
  /// Whether this backup expires copies.
  package let isExpired: Bool
  /// Whether somebody else does, who may leave none.
  package let isExternal: Bool
  package let outcome: Outcome

  package enum Outcome: Sendable, Equatable {
    /// Unknown, for this reason.
    case unknown(String)
    /// Nothing ends the growth, or nothing within twenty years.
    case growing(Growth)
    /// The copies come and go.
    case steady(SteadyCopies)
  }

  /// Copies that only grow in number.
  package struct Growth: Sendable, Equatable {
    /// Copies of one material that a year adds; at least that many where they follow changes.
    package let copiesPerYear: Int
    /// Bytes that a year adds, if each copy has the expected size.
    package let bytesPerYear: Int?
    package let followsChanges: Bool
  }

  init(_ backup: BackupProof, _ use: SinkUse, _ shipment: Shipment, _ job: Job, from: Instant) {
    sink = shipment.sink.value
    let retention = shipment.retention.rule
    rule = retention.words
    minimumCopies = shipment.minimumCopies
    isPhysical = job.isPhysical
    isExpired = retention != .forever && retention != .external
    isExternal = retention == .external
    let history = CopyHistory(backup, use, job)
    if case .external = retention {
      outcome = .unknown("somebody else expires copies here")
    } else if let history {
      outcome = history.outcome(keeping: retention, floor: shipment.minimumCopies, at: from, by: shipment.tool)
    } else {
      outcome = .unknown("nothing starts this backup automatically")
    }
  }
}

/// The copies once the policy has been in force for a long time.
package struct SteadyCopies: Sendable, Equatable {
  /// The fewest and the most copies of one material over a year, after a run.
  package let copies: ClosedRange<Int>
  /// The most bytes, if each copy has the expected size and the store deduplicates nothing.
  package let bytes: Int?
  /// The least and the greatest age of the oldest copy over a year, in seconds.
  package let oldestAge: ClosedRange<Int>
  /// The newest copy before the day from which the policy is explained, and the oldest that remains after it.
  package let newest: Instant
  package let oldest: Instant
  /// Copies that the tool is known to keep beyond the rule after the newest, and the tool.
  package let surplus: Int
  package let tool: String
  /// Whether write-ahead log fills the time between copies.
  package let isContinuous: Bool
  package let picture: AgePicture
  /// Whether the copies are those that are made if nothing ever changes.
  package let followsChanges: Bool
}

/// The copies that a backup makes at one sink.
private struct CopyHistory {
  let runs: BackupRuns
  /// Seconds after which a check makes a copy although nothing changed.
  let atLatestEvery: Int?
  /// The longest time between two copies that depend on no other, in seconds.
  let longestGap: Int
  /// Bytes of the copies of one run, where all sizes are known.
  let bytes: Int?
  /// Whether write-ahead log is kept from the oldest full on.
  let isContinuous: Bool

  init?(_ backup: BackupProof, _ use: SinkUse, _ job: Job) {
    guard let runs = backup.runs(at: use, choice: backup.ownChoice), let gap = backup.gaps(of: runs.fulls)?.longest
    else { return nil }
    self.runs = runs
    if case .onChange(_, let seconds) = job.trigger { atLatestEvery = seconds } else { atLatestEvery = nil }
    longestGap = max(Int(gap.seconds), atLatestEvery ?? 0)
    isContinuous = backup.archiveBound != nil
    let sizes = job.captures.compactMap { $0.expectedBytes }
    // The size of a differential or an incremental depends on what changed.
    bytes = sizes.count == job.captures.count && !job.isPhysical ? sizes.reduce(0, +) : nil
  }

  func outcome(
    keeping rule: RetentionRule, floor: Int, at end: Instant, by tool: ExpiryTool
  ) -> KeepingExplanation.Outcome {
    let year: Int64 = 366 * 86_400
    guard let warmUp = warmUp(of: rule, floor: floor), warmUp < 20 * year else {
      return growth(keeping: rule, floor: floor, until: end)
    }
    let copies = copies(from: end.advanced(bySeconds: -year - warmUp), before: end)
    let simulation = RetentionSimulation(of: copies, keeping: rule, floor: floor)
    let start = copies.firstIndex { $0.instant >= end.advanced(bySeconds: -year) } ?? copies.count - 1
    guard let newest = copies.last, let state = simulation.state(fromRun: start) else {
      return .unknown("its schedule never fires")
    }
    let kept = simulation.copies(afterRun: copies.count - 1).map { copies[$0] }
    let byTool = rule.kept(by: tool, of: copies, floor: floor).count { $0 }
    return .steady(
      SteadyCopies(
        copies: state.copies, bytes: bytes.map { $0 * state.copies.upperBound }, oldestAge: state.oldestAge,
        newest: newest.instant, oldest: kept.first?.instant ?? newest.instant, surplus: max(0, byTool - kept.count),
        tool: tool.word, isContinuous: isContinuous,
        picture: AgePicture(of: kept.map { $0.instant }, newest: newest.instant),
        followsChanges: atLatestEvery != nil))
  }

  /// What the last of three years adds.
  private func growth(keeping rule: RetentionRule, floor: Int, until end: Instant) -> KeepingExplanation.Outcome {
    let copies = copies(from: end.advanced(bySeconds: -3 * 365 * 86_400), before: end)
    let simulation = RetentionSimulation(of: copies, keeping: rule, floor: floor)
    let before = copies.count { $0.instant < end.advanced(bySeconds: -365 * 86_400) }
    let added = (simulation.counts.last ?? 0) - (before > 0 ? simulation.counts[before - 1] : 0)
    return .growing(
      .init(copiesPerYear: added, bytesPerYear: bytes.map { $0 * added }, followsChanges: atLatestEvery != nil))
  }

  /// The copies made in a half-open interval; where they follow changes, those of a material that never changes.
  private func copies(from start: Instant, before end: Instant) -> [Copy] {
    let all = runs.runs(from: start, through: end.advanced(bySeconds: -1)).drop { $0.kind != .full }
    guard let atLatestEvery else { return Array(all) }
    var copies: [Copy] = []
    for copy in all {
      if let last = copies.last, copy.instant.secondsSince1970 - last.instant.secondsSince1970 < Int64(atLatestEvery) {
        continue
      }
      copies.append(copy)
    }
    return copies
  }

  /// Seconds until the number of copies is steady; `nil` if it only grows.
  private func warmUp(of rule: RetentionRule, floor: Int) -> Int64? {
    switch rule {
    case .forever, .external, .until: nil
    case .keep(let keep): keep.warmUp(floor: floor, gap: longestGap).map { Int64($0) }
    case .physical(let fulls, _): Int64((max(fulls, floor) + 1) * longestGap)
    }
  }
}

extension Shipment {
  /// What expires copies here.
  fileprivate var tool: ExpiryTool {
    switch repository {
    case .restic: .restic
    case .pgbackrest: .pgbackrest
    case .plain, .borg: .script
    }
  }
}

extension ExpiryTool {
  fileprivate var word: String {
    switch self {
    case .script: "the generated script"
    case .restic: "restic"
    case .pgbackrest: "pgbackrest"
    }
  }
}
