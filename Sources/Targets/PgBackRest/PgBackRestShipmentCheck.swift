import Diagnostics
import Planning
import Schedules

/// Finds what of a sink pgbackrest doesn't support.
struct PgBackRestShipmentCheck {
  let shipment: Shipment
  /// When backups go there.
  let trigger: Trigger
  let version: Version

  /// Reports each at the sink's or the retention's line.
  func report(_ diagnostics: inout Diagnostics) {
    let sink = shipment.sink
    if let refusal = Support.refusal(of: shipment.repository.kind, at: shipment.store.kind, from: .server) {
      diagnostics.refuse(refusal.text, help: refusal.help, at: sink.span)
    }
    if shipment.bestEffort {
      diagnostics.refuse(
        "`bestEffort` is impossible for WAL: PostgreSQL keeps each segment until every repository has it",
        help: "remove `bestEffort`, or remove `\(sink.value)` from this backup", at: sink.span)
    }
    if let lock = shipment.lock, lock.compliance {
      diagnostics.refuse(
        "a lock in compliance mode breaks a pgbackrest repository, because pgbackrest rewrites `backup.info`",
        help: "use `mode: governance`, or versioning", at: lock.origin)
    }
    reportStore(&diagnostics)
    reportRetention(&diagnostics)
  }

  private func reportStore(_ diagnostics: inout Diagnostics) {
    let store = shipment.location.pgbackrest
    diagnostics.refuseEmptyPart(of: store.folder.value, at: store.folder.span)
    if let refusal = Support.refusal(of: shipment.store.kind, from: .server) {
      diagnostics.refuse(refusal.text, help: refusal.help, at: store.origin)
    }
    if let roles = store.roles, !roles.isOne {
      diagnostics.refuse(
        "pgbackrest uses one set of credentials for each repository: it expires old backups after each backup",
        help: "give one set that may write, read and delete", at: store.origin)
    }
    store.report(version, &diagnostics)
  }

  private func reportRetention(_ diagnostics: inout Diagnostics) {
    let retention = shipment.retention
    let least = shipment.minimumCopies
    switch retention.rule {
    case .forever, .external: break
    case .until:
      diagnostics.refuse(
        "pgbackrest can't keep backups until a date", help: "use `forever`, or a duration such as `90d`",
        at: retention.origin)
    case .physical(let fulls, _):
      if fulls < least {
        diagnostics.refuse(
          "`fulls: \(fulls)` is less than `minimumCopies`, which is \(least)",
          help: "keep at least \(least) fulls, or lower `minimumCopies`", at: retention.origin)
      }
    case .keep(let keep):
      guard let within = keep.within, keep == Keep.within(within) else {
        diagnostics.refuse(
          "pgbackrest keeps backups by number or age, not one for each day or week",
          help: "use a duration such as `30d`, or `{fulls: 5, differentials: 14}`", at: retention.origin)
        return
      }
      reportAge(within, &diagnostics)
    }
  }

  private func reportAge(_ within: Int, _ diagnostics: inout Diagnostics) {
    let days = PgBackRestRepository.days(within)
    guard days <= PgBackRestRepository.unlimited else {
      diagnostics.refuse(
        "pgbackrest keeps backups for at most \(PgBackRestRepository.unlimited) days", at: shipment.retention.origin)
      return
    }
    guard case .physical(let physical) = trigger, let cycle = longestCycle(physical.full) else { return }
    let fulls = days * 86_400 / cycle + 1
    if fulls < shipment.minimumCopies {
      diagnostics.refuse(
        "\(days) days keep \(fulls) fulls, fewer than `minimumCopies`, which is \(shipment.minimumCopies)",
        help: "schedule fulls more often, keep them longer, or lower `minimumCopies`", at: shipment.retention.origin)
    }
    let cycleDays = PgBackRestRepository.days(cycle)
    diagnostics.report(
      .retentionKeepsMore,
      .init(
        "pgbackrest keeps backups at `\(shipment.sink.value)` up to \(days + cycleDays) days: it expires a full, and the "
          + "backups that depend on it, once the next full is \(days) days old"),
      at: shipment.retention.origin)
  }

  /// The most seconds from one full to the next, by the schedule that makes them most often.
  private func longestCycle(_ schedules: [Schedule]) -> Int? {
    schedules.compactMap { $0.clock.longestGap(from: .proofStart, rule: .systemd).map { Int($0.seconds) } }.min()
  }
}

extension Keep {
  /// The rule that keeps what isn't older than `seconds`, and nothing else.
  fileprivate static func within(_ seconds: Int) -> Keep {
    var keep = Keep()
    keep.within = seconds
    return keep
  }
}

extension Diagnostics {
  /// Refuses a path that pgbackrest rejects: one with two slashes in a row.
  mutating func refuseEmptyPart(of path: String, at span: Span) {
    if path.contains("//") {
      refuse("pgbackrest rejects paths with `//`, such as `\(path)`", help: "write one slash", at: span)
    }
  }
}
