internal import Diagnostics
internal import Language
internal import Linting
internal import Schedules

/// Plans the sinks of a policy as its backups use them.
struct SinkPlanner {
  private let proof: PolicyProof
  private var policy: Policy { proof.policy }

  init(_ proof: PolicyProof) { self.proof = proof }

  func shipment(_ use: SinkUse, of backup: BackupProof) -> Shipment? {
    guard let sink = policy.sinks.first(where: { $0.id.value == use.sink.text.value }), let kind = sink.kind
    else { return nil }
    return Shipment(
      sink: sink.id,
      location: Location(kind),
      repository: repository(sink),
      retention: RetentionPlan(use.retention ?? backup.backup.retention, or: sink.id.span),
      minimumCopies: policy.objectives.minimumCopies.value,
      bestEffort: sink.bestEffort.value,
      failureDomain: policy.failureDomain(of: sink),
      lock: sink.lock.map {
        Lock(compliance: $0.mode == .compliance, duration: $0.duration.seconds, origin: $0.origin)
      },
      trigger: use.cadence.map { backup.trigger(for: [$0]) },
      worstLoss: proof.worstLoss(of: backup, at: use)?.seconds)
  }

  private func repository(_ sink: Sink) -> RepositoryPlan {
    switch sink.repository {
    case .restic(let passphrase): .restic(passphrase: passphrase.secret.text)
    case .borg(let passphrase): .borg(passphrase: passphrase.secret.text)
    case .pgbackrest(let cipher): .pgbackrest(cipher: cipher.secret?.text)
    case nil: .plain(recipients: sink.encryption?.age.recipients ?? [], identity: sink.encryption?.age.identity?.text)
    }
  }
}

extension RetentionPlan {
  /// An absent retention keeps everything; its origin is the sink's use.
  init(_ retention: Retention?, or origin: Span) {
    self.init(rule: retention?.rule ?? Retention.absentRule, origin: retention?.span ?? origin)
  }
}
