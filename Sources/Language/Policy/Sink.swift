package import Diagnostics

/// A place where copies go.
package final class Sink: Record {
  package enum Kind: Sendable {
    case s3(S3Store)
    case gcs(GoogleStore)
    case azure(AzureStore)
    case sftp(SFTPServer)
    case filesystem(MountedFolder)
    case volumeClaim(ClaimedVolume)

    /// What the policy says of the place, whatever its kind.
    package var record: any StoreRecord {
      switch self {
      case .s3(let record): record
      case .gcs(let record): record
      case .azure(let record): record
      case .sftp(let record): record
      case .filesystem(let record): record
      case .volumeClaim(let record): record
      }
    }
  }

  package let id: Text
  /// `nil` only in a record that is being described.
  package let kind: Kind?
  package let repository: Repository?
  package let encryption: Encryption?
  package let lock: ObjectLock?
  package let failureDomain: Text?
  package let bestEffort: Flag

  package static let name: StaticString = "Sink"
  package static let doc: StaticString = "A place where copies go."

  package init(_ form: inout Form) {
    id = form.name
    kind = form.exactlyOne(of: Kind.self) { form, choice in
      form.option(&choice, S3Store.word, Kind.s3, doc: "A bucket of S3 or of any compatible store.")
      form.option(&choice, GoogleStore.word, Kind.gcs, doc: "A bucket of Google Cloud Storage.")
      form.option(&choice, AzureStore.word, Kind.azure, doc: "A container of Azure Blob Storage.")
      form.option(&choice, SFTPServer.word, Kind.sftp, doc: "A folder on a host, over SFTP.")
      form.option(&choice, MountedFolder.word, Kind.filesystem, doc: "A mounted folder.")
      form.option(&choice, ClaimedVolume.word, Kind.volumeClaim, doc: "A persistent volume claim (Kubernetes only).")
    }
    repository = form.optional("repository", absent: "plain objects", doc: "An encrypted, deduplicated repository.")
    encryption = form.optional("encryption", absent: "none", doc: "Encryption of plain objects.")
    lock = form.optional("lock", absent: "no lock is expected", doc: "The object lock that the store must enforce.")
    failureDomain = form.optional(
      "failureDomain", absent: Policy.sinkDomainWords, doc: "What fails together with this sink.")
    bestEffort = form.defaulted(
      "bestEffort", false, doc: "Whether the proof ignores the sink, and its failures don't fail runs.")
  }
}

/// How copies lie at a sink.
package enum Repository: Readable {
  case restic(Passphrase)
  case borg(Passphrase)
  case pgbackrest(Cipher)

  package static func read(_ form: inout Form, at node: Int) -> Repository? {
    form.record(OneRepository.self, at: node).flatMap { $0.kind }
  }

  package static var schema: Schema { OneRepository.schema }
  package static var standIn: Repository { .pgbackrest(.standIn) }

  final class OneRepository: Record {
    let kind: Repository?

    static let name: StaticString = "Repository"
    static let doc: StaticString = "An encrypted, deduplicated repository."

    init(_ form: inout Form) {
      kind = form.exactlyOne(of: Repository.self) { form, choice in
        form.option(&choice, "restic", Repository.restic, doc: "A restic repository.")
        form.option(&choice, "borg", Repository.borg, doc: "A borg repository.")
        form.option(&choice, "pgbackrest", Repository.pgbackrest, doc: "A pgbackrest repository.")
      }
    }
  }
}

/// The passphrase of a repository.
package final class Passphrase: Record {
  package let secret: SecretName

  package static let name: StaticString = "Passphrase"
  package static let doc: StaticString = "The passphrase of a repository."

  package init(_ form: inout Form) {
    secret = form.required("passphrase", doc: "The secret that holds the passphrase.")
  }
}

/// The cipher of a pgbackrest repository.
package final class Cipher: Record {
  package let secret: SecretName?

  package static let name: StaticString = "Cipher"
  package static let doc: StaticString = "The cipher of a pgbackrest repository."

  package init(_ form: inout Form) {
    secret = form.optional(
      "cipher", absent: "no encryption", doc: "The secret that holds the passphrase for aes-256-cbc.")
  }
}

/// Encryption of plain objects.
package final class Encryption: Record {
  package let age: Age

  package static let name: StaticString = "Encryption"
  package static let doc: StaticString = "Encryption of plain objects."

  package init(_ form: inout Form) {
    age = form.required("age", doc: "Encryption with age to public keys.")
  }
}

/// Encryption by age.
package final class Age: Record {
  package let recipients: [Text]
  package let identity: SecretName?

  package static let name: StaticString = "Age"
  package static let doc: StaticString = "Encryption with age to public keys."

  package init(_ form: inout Form) {
    recipients = form.requiredList(
      "recipients", of: AgeRecipient.self, doc: "Public keys, `age1…` or `ssh-ed25519 …`."
    ).map { $0.text }
    identity = form.optional(
      "identity", absent: "no drill can read the copies",
      doc: "The secret that holds the private key, for drills and escrow; never given to the writer.")
  }
}

/// The object lock that a store must hold.
package final class ObjectLock: Record {
  package let mode: LockMode
  package let duration: Duration
  package let origin: Span

  package static let name: StaticString = "ObjectLock"
  package static let doc: StaticString = "The object lock that a store must enforce."

  package init(_ form: inout Form) {
    origin = form.origin
    mode = form.required("mode", doc: "Who may remove it: in compliance mode, nobody.")
    duration = form.required("for", doc: "How long an object is locked.")
  }
}

/// S3's object lock modes.
package enum LockMode: UInt8, Keyword {
  case governance, compliance

  package var word: StaticString {
    switch self {
    case .governance: "governance"
    case .compliance: "compliance"
    }
  }
}
