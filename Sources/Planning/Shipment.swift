package import Diagnostics
package import Schedules

/// A sink as one job uses it.
package final class Shipment: Sendable {
  /// The sink's name in the policy.
  package let sink: Text
  package let location: Location
  package let repository: RepositoryPlan
  package let retention: RetentionPlan
  /// Expiry never leaves fewer verified copies of one material or database.
  package let minimumCopies: Int
  /// Whether a failure leaves the run successful.
  package let bestEffort: Bool
  /// What fails together with this sink.
  package let failureDomain: String
  /// The bucket's lock, where the policy demands one.
  package let lock: Lock?
  /// A schedule of this sink's own (physical methods only).
  package let trigger: Trigger?
  /// Seconds: the most that may be lost at this sink although every run succeeds, with the choices that are open at
  /// deployment; absent where nothing starts by itself, or not for ever.
  package let worstLoss: Int?

  package init(
    sink: Text, location: Location, repository: RepositoryPlan, retention: RetentionPlan, minimumCopies: Int,
    bestEffort: Bool,
    failureDomain: String, lock: Lock? = nil, trigger: Trigger? = nil, worstLoss: Int? = nil
  ) {
    self.sink = sink
    self.location = location
    self.repository = repository
    self.retention = retention
    self.minimumCopies = minimumCopies
    self.bestEffort = bestEffort
    self.failureDomain = failureDomain
    self.lock = lock
    self.trigger = trigger
    self.worstLoss = worstLoss
  }
}

extension Shipment {
  /// The secret that opens copies which are encrypted to recipients; absent where none is named.
  package var identity: Text? {
    if case .plain(_, let identity) = repository { return identity }
    return nil
  }
}

/// A bucket's object lock.
package struct Lock: Sendable {
  package var compliance: Bool
  /// Seconds.
  package var duration: Int
  package var origin: Span
}

/// Where copies go; boxed, so that a shipment is small where it is handed on.
package indirect enum Location: Sendable {
  case s3(S3)
  case gcs(ObjectStore)
  case azure(ObjectStore)
  case sftp(SFTP)
  /// A mounted directory, by its absolute path.
  case filesystem(Text)
  case volumeClaim(VolumeClaim)

  /// The policy's word for it.
  package var word: String {
    switch self {
    case .s3: "s3"
    case .gcs: "gcs"
    case .azure: "azure"
    case .sftp: "sftp"
    case .filesystem: "filesystem"
    case .volumeClaim: "volumeClaim"
    }
  }
}

/// A bucket of S3 or of a compatible store.
package struct S3: Sendable {
  package var bucket: Text
  /// Absent where the endpoint implies it.
  package var region: Text?
  /// `https://host[:port]`, absent for Amazon's own.
  package var endpoint: Text?
  /// Without slashes at its ends; empty where the policy names none.
  package var prefix: String
  package var pathStyle: Bool
  package var storageClass: Text?
  package var serverSideEncryption: Text?
  package var keyID: Text?
  /// Who may write; also read and expire unless the policy splits them.
  package var credentials: StoreCredentials
  package var expiryCredentials: StoreCredentials?
  package var readCredentials: StoreCredentials?
  package var origin: Span
}

/// How a store is opened.
package indirect enum StoreCredentials: Sendable, Equatable {
  /// The secrets that hold the access key id and the secret access key.
  case accessKey(id: Text, secret: Text)
  /// One secret that holds what the store wants: a service-account key, an account key, a SAS token.
  case key(Text)
  /// The platform's workload identity, with the role where the store wants it named.
  case workloadIdentity(role: Text?)
  /// The machine's own identity.
  case instance
}

/// A bucket or container of Google Cloud Storage or Azure.
package struct ObjectStore: Sendable {
  package var bucket: Text
  /// Azure's storage account.
  package var account: Text?
  package var prefix: String
  package var credentials: StoreCredentials
  package var origin: Span
}

/// A folder on a host behind SSH.
package struct SFTP: Sendable {
  package var host: Text
  package var port: Int
  package var user: Text
  package var path: Text
  /// The secret that holds the private key.
  package var privateKey: Text
  /// Lines as in `known_hosts`, without the host name: `ssh-ed25519 AAAA…`.
  package var hostKeys: [Text]
  package var origin: Span
}

/// A persistent volume claim in the job's namespace.
package struct VolumeClaim: Sendable {
  package var name: Text
  /// Bytes; absent where the claim exists already and isn't to be made.
  package var size: Int?
  package var storageClass: Text?
  package var accessMode: String
  package var origin: Span
}

/// How copies lie at a sink.
package enum RepositoryPlan: Sendable {
  /// One object a run, for each archive; `recipients` of age encrypt it where there are any. `identity` is the secret
  /// that opens it, for restores only; absent where the policy names none.
  case plain(recipients: [Text], identity: Text? = nil)
  /// The secret that holds the passphrase.
  case restic(passphrase: Text)
  case borg(passphrase: Text)
  /// The secret that holds the cipher passphrase; absent for an unencrypted repository.
  case pgbackrest(cipher: Text?)

  package var word: String {
    switch self {
    case .plain: "plain"
    case .restic: "restic"
    case .borg: "borg"
    case .pgbackrest: "pgbackrest"
    }
  }
}

/// How long copies are kept.
package struct RetentionPlan: Sendable {
  package typealias Rule = RetentionRule

  package var rule: Rule
  package var origin: Span
}
