import Diagnostics
import Planning

/// Finds schedules that timers can't express.
struct PgBackRestTriggerCheck {
  let job: Job

  /// Reports each at its schedule.
  func report(_ diagnostics: inout Diagnostics) {
    for trigger in [job.trigger] + job.shipments.compactMap({ $0.trigger }) { report(trigger, &diagnostics) }
  }

  private func report(_ trigger: Trigger, _ diagnostics: inout Diagnostics) {
    switch trigger {
    case .manual: break
    case .clock(let schedules):
      diagnostics.refuse(
        "the cadence doesn't say which kind of backup `\(job.name.value)` makes",
        help: "write `cadence: {full: …, differential: …, wal: …}`", at: schedules.first?.origin ?? job.name.span)
    case .onChange(let check, _):
      diagnostics.refuse(
        "a physical backup can't use `onChange`", help: "use `wal: …`, which archives each change within that time",
        at: check.origin)
    case .physical(let physical): report(physical, &diagnostics)
    }
  }

  private func report(_ trigger: PhysicalTrigger, _ diagnostics: inout Diagnostics) {
    if trigger.full.isEmpty {
      diagnostics.refuse(
        "`\(job.name.value)` never makes a full backup, which the others depend on",
        help: "add `full: …` to its cadence",
        at: trigger.differential.first?.origin ?? trigger.incremental.first?.origin ?? job.name.span)
    }
    if let wal = trigger.wal, PgBackRestServerSettings.archiveTimeout(for: wal) < 1 {
      diagnostics.refuse("`wal: \(wal)s` leaves no time to ship a segment", at: job.name.span)
    }
    report(ScheduleDifference(trigger.differential, without: trigger.full), "differential", &diagnostics)
    report(
      ScheduleDifference(trigger.incremental, without: trigger.full + trigger.differential), "incremental",
      &diagnostics)
  }

  private func report(_ difference: ScheduleDifference, _ kind: String, _ diagnostics: inout Diagnostics) {
    guard let (lower, higher) = difference.inseparable else { return }
    diagnostics.refuse(
      "some \(kind) backups coincide with a higher kind, which replaces them, but in another time zone",
      help: "use the same `timeZone` for both", at: lower.origin,
      notes: [.init("the higher kind is scheduled here", at: higher.origin)])
  }
}
