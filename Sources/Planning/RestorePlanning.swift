internal import Diagnostics
internal import Language
internal import Linting
internal import Schedules

extension DrillPlan {
  convenience init(_ drill: Drill) {
    self.init(
      name: drill.id, backups: drill.backups.map { $0.text },
      schedule: Schedule(clock: drill.cadence.schedule, origin: drill.cadence.span),
      assertions: drill.assertions.compactMap { DrillAssertion($0) })
  }

  // Computed lazily, and only if it isn't obvious: searching the gaps of a rare schedule takes a fifth of a lint.

  /// Seconds: the longest time between two starts; absent if it never starts, or not forever.
  package var longestGap: Int? { gaps.map { Int($0.longest.seconds) } }
  /// Seconds after which a drill is stopped.
  package var deadline: Int { limits.deadline }
  /// Seconds that a drill may start late.
  package var startWithin: Int { limits.startWithin }

  private var limits: RunLimits {
    // Where no clock is changed, what starts at one time of the day has a day between two starts at least. So far apart,
    // windows are at their largest, as they are for what is only started by hand.
    let clock = schedule.clock
    if clock.zone.changes == nil, clock.fields.count == 1, clock.fields[0].isAtOneTimeOfDay {
      return RunLimits(shortestGap: nil)
    }
    return RunLimits(shortestGap: gaps?.shortest)
  }

  private var gaps: (longest: RunGap, shortest: RunGap)? {
    ScheduleUnion(schedule.clock).gaps(from: .proofStart)
  }
}

extension DrillAssertion {
  fileprivate convenience init?(_ assertion: Assertion) {
    switch assertion.subject {
    case .sql(let sql):
      self.init(
        .query(
          Query(
            sql: sql.text, database: assertion.database, atLeast: assertion.atLeast?.value, equals: assertion.equals)))
    case .keyMatches(let pair): self.init(.keyMatches(certificate: pair.certificate.text, key: pair.key.text))
    case nil: return nil
    }
  }
}

extension RestoreSteps {
  convenience init(_ notes: RestoreNotes) {
    func planned(_ steps: [RestoreStep]) -> [Step] {
      steps.map { Step(text: $0.text.text, isStatement: $0.isStatement) }
    }
    self.init(before: planned(notes.before), after: planned(notes.after))
  }
}

extension AlertSettings {
  convenience init(_ alerts: Alerts) {
    self.init(
      severity: alerts.prometheus.severity.value,
      labels: alerts.prometheus.labels.map { BackupPlan.Label($0) }, origin: alerts.origin)
  }
}

extension RecoveryObjectives {
  convenience init(_ objectives: Objectives) {
    self.init(
      rpo: objectives.rpo?.within.seconds, rto: objectives.rto?.seconds,
      minimumCopies: objectives.minimumCopies.value)
  }
}

extension SecretEscrow {
  convenience init(_ secret: Secret) {
    self.init(name: secret.id, escrow: secret.escrow?.location.text.value)
  }
}

extension ExternalMaterial {
  convenience init?(_ material: Material) {
    guard case .external(let external) = material.kind else { return nil }
    self.init(
      name: material.id, what: external.what.text.value, place: external.location?.text.value,
      owner: external.owner?.value)
  }
}
