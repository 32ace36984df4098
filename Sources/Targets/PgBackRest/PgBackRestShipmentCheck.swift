import Diagnostics
import Planning
import Schedules

/// Finds what of a sink pgbackrest can't carry out.
struct PgBackRestShipmentCheck {
  let shipment: Shipment
  /// When backups go there.
  let trigger: Trigger
  let version: Version

  /// Reports each at the sink's or the retention's line.
  func report(_ diagnostics: inout Diagnostics) {
    let sink = shipment.sink
    if let refusal = Support.refusal(of: shipment.repository.kind, at: shipment.location.kind, from: .server) {
      diagnostics.refuse(refusal.text, help: refusal.help, at: sink.span)
    }
    if shipment.bestEffort {
      diagnostics.refuse(
        "`bestEffort` can't hold for WAL: PostgreSQL keeps each segment until every repository has it",
        help: "remove `bestEffort`, or take `\(sink.value)` out of this backup", at: sink.span)
    }
    if let lock = shipment.lock, lock.compliance {
      diagnostics.refuse(
        "a lock in compliance mode breaks a pgbackrest repository, which rewrites its `backup.info`",
        help: "use `mode: governance`, or versioning", at: lock.origin)
    }
    reportLocation(&diagnostics)
    reportRetention(&diagnostics)
  }

  private func reportLocation(_ diagnostics: inout Diagnostics) {
    switch shipment.location {
    case .filesystem(let path): diagnostics.refuseEmptyPart(of: path.value, at: path.span)
    case .s3(let store): diagnostics.refuseEmptyPart(of: store.prefix, at: store.origin)
    case .gcs(let store): diagnostics.refuseEmptyPart(of: store.prefix, at: store.origin)
    case .azure(let store): diagnostics.refuseEmptyPart(of: store.prefix, at: store.origin)
    case .sftp(let host): diagnostics.refuseEmptyPart(of: host.path.value, at: host.path.span)
    case .volumeClaim: break
    }
    if let refusal = Support.refusal(of: shipment.location.kind, from: .server) {
      diagnostics.refuse(refusal.text, help: refusal.help, at: shipment.location.origin)
    }
    switch shipment.location {
    case .filesystem: break
    case .volumeClaim: break
    case .s3(let store): report(store, &diagnostics)
    case .gcs(let store):
      switch store.credentials {
      case .key, .instance, .workloadIdentity(role: nil): break
      case .accessKey, .workloadIdentity:
        diagnostics.refuse(
          "pgbackrest opens Google Cloud Storage by a service account's key, or as the machine", at: store.origin)
      }
    case .azure(let store):
      if store.account == nil { diagnostics.refuse("pgbackrest needs the storage `account`", at: store.origin) }
      switch store.credentials {
      case .key: break
      case .instance, .workloadIdentity(role: nil):
        if version < PgBackRestVersion.azureIdentity {
          diagnostics.refuse(
            "managed identities need pgbackrest \(PgBackRestVersion.azureIdentity.text)", at: store.origin)
        }
      case .accessKey, .workloadIdentity:
        diagnostics.refuse(
          "pgbackrest opens Azure by an account key, a shared access signature or the machine's identity",
          at: store.origin)
      }
    case .sftp(let host):
      if version < PgBackRestVersion.sftp {
        diagnostics.refuse(
          "`sftp` needs pgbackrest \(PgBackRestVersion.sftp.text), the first that looks host keys up", at: host.origin)
      }
    }
  }

  private func report(_ store: S3, _ diagnostics: inout Diagnostics) {
    if let endpoint = store.endpoint, PgBackRestRepository.Endpoint(endpoint.value) == nil {
      diagnostics.refuse("pgbackrest takes no other endpoint than `https://host[:port]`", at: endpoint.span)
    }
    if case .key = store.credentials {
      diagnostics.refuse("S3 has two keys: `accessKeyId` and `secretAccessKey`", at: store.origin)
    }
    if store.expiryCredentials != nil || store.readCredentials != nil {
      diagnostics.refuse(
        "pgbackrest has one set of credentials for each repository: it expires when it has backed up",
        help: "give one set that may write, read and delete", at: store.origin)
    }
    if let storageClass = store.storageClass {
      diagnostics.refuse(
        "pgbackrest sets no storage class", help: "move objects by a lifecycle rule of the bucket",
        at: storageClass.span)
    }
    if let encryption = store.serverSideEncryption, encryption.value != "aws:kms" || store.keyID == nil {
      diagnostics.refuse(
        "pgbackrest asks for server-side encryption by a KMS key only", help: "make it the bucket's default instead",
        at: encryption.span)
    }
    if let key = store.keyID, !PgBackRestVersion.knows("repo-s3-kms-key-id", version) {
      diagnostics.refuse("a KMS key needs pgbackrest 2.38", at: key.span)
    }
    if store.pathStyle, store.bucket.value.contains("."), version < PgBackRestVersion.dottedBuckets {
      diagnostics.refuse(
        "a dot in a bucket's name needs pgbackrest \(PgBackRestVersion.dottedBuckets.text)", at: store.bucket.span)
    }
  }

  private func reportRetention(_ diagnostics: inout Diagnostics) {
    let retention = shipment.retention
    let least = shipment.minimumCopies
    switch retention.rule {
    case .forever, .external: break
    case .until:
      diagnostics.refuse(
        "pgbackrest keeps nothing until a date", help: "use `forever`, or a duration such as `90d`",
        at: retention.origin)
    case .physical(let fulls, _):
      if fulls < least {
        diagnostics.refuse(
          "\(fulls) fulls are fewer than the \(least) copies that expiry must leave",
          help: "keep at least \(least) fulls, or lower `minimumCopies`", at: retention.origin)
      }
    case .keep(let keep):
      guard let within = keep.within, keep == Keep.within(within) else {
        diagnostics.refuse(
          "pgbackrest keeps backups by their number or their age, not one of each day or week",
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
        "pgbackrest counts to \(PgBackRestRepository.unlimited) days", at: shipment.retention.origin)
      return
    }
    guard case .physical(let physical) = trigger, let cycle = longestCycle(physical.full) else { return }
    let fulls = days * 86_400 / cycle + 1
    if fulls < shipment.minimumCopies {
      diagnostics.refuse(
        "\(days) days leave \(fulls) fulls, fewer than the \(shipment.minimumCopies) copies that expiry must leave",
        help: "make fulls more often, keep them longer, or lower `minimumCopies`", at: shipment.retention.origin)
    }
    let cycleDays = PgBackRestRepository.days(cycle)
    diagnostics.report(
      .retentionKeepsMore,
      .init(
        "pgbackrest keeps backups at `\(shipment.sink.value)` up to \(days + cycleDays) days: it drops a full, and what "
          + "rests on it, once the next one is \(days) days old"),
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
  /// Refuses a path that pgbackrest refuses: one with two slashes in a row.
  mutating func refuseEmptyPart(of path: String, at span: Span) {
    if path.contains("//") {
      refuse("pgbackrest takes no path with `//` in it, such as `\(path)`", help: "write one slash", at: span)
    }
  }
}
