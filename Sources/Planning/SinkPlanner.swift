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
    guard let sink = policy.sinks.first(where: { $0.id.value == use.sink.text.value }), let location = location(sink)
    else { return nil }
    return Shipment(
      sink: sink.id,
      location: location,
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

  private func location(_ sink: Sink) -> Location? {
    switch sink.kind {
    case .s3(let store):
      return .s3(
        S3(
          bucket: store.bucket, region: store.region, endpoint: store.endpoint, prefix: trimmed(store.prefix),
          pathStyle: store.pathStyle.value, storageClass: store.storageClass,
          serverSideEncryption: store.serverSideEncryption.map { Text("\($0.word)", at: store.origin) },
          keyID: store.keyID, credentials: StoreAccess(store.credentials.write),
          expiryCredentials: store.credentials.expire.map { StoreAccess($0) },
          readCredentials: store.credentials.read.map { StoreAccess($0) }, origin: store.origin))
    case .gcs(let store):
      return .gcs(
        ObjectStore(
          bucket: store.bucket, account: nil, prefix: trimmed(store.prefix),
          credentials: StoreAccess(store.credentials.write), origin: store.origin))
    case .azure(let store):
      return .azure(
        ObjectStore(
          bucket: store.container, account: store.account, prefix: trimmed(store.prefix),
          credentials: StoreAccess(store.credentials.write), origin: store.origin))
    case .sftp(let server):
      return .sftp(
        SFTP(
          host: server.host, port: server.port.value, user: server.user, path: server.path.text,
          privateKey: server.privateKey.text, hostKeys: server.hostKeys, origin: server.origin))
    case .filesystem(let directory): return .filesystem(directory.path.text)
    case .volumeClaim(let volume):
      return .volumeClaim(
        VolumeClaim(
          name: volume.claim, size: volume.size?.bytes, storageClass: volume.storageClass,
          accessMode: "\(volume.accessMode.word)", origin: volume.origin))
    case nil: return nil
    }
  }

  /// A prefix without slashes at its ends.
  private func trimmed(_ prefix: Text?) -> String {
    guard let prefix else { return "" }
    var text = prefix.value[...]
    while text.first == "/" { text = text.dropFirst() }
    while text.last == "/" { text = text.dropLast() }
    return String(text)
  }
}

extension S3 {
  /// The region for a tool that wants one.
  package var regionOrUsual: String { region?.value ?? S3Store.usualRegion.value }
}

extension StoreAccess {
  init(_ credentials: Credentials) {
    switch credentials {
    case .keys(.accessKey(let id, let secret)): self = .accessKey(id: id.text, secret: secret.text)
    case .keys(.serviceAccount(let key)), .keys(.accountKey(let key)): self = .key(key.text)
    case .workloadIdentity(let role): self = .workloadIdentity(role: role)
    case .instance: self = .instance
    }
  }
}

extension RetentionPlan {
  /// An absent retention keeps everything, and points at the sink's use.
  init(_ retention: Retention?, or origin: Span) {
    self.init(rule: retention?.rule ?? Retention.absentRule, origin: retention?.span ?? origin)
  }
}
