package import Diagnostics

/// How a store is opened: one set for all roles, or one for each.
package struct StoreCredentials: Union {
  package var write: Credentials
  package var expire: Credentials?
  package var read: Credentials?

  /// Visits all that are stated.
  package func forEach(_ body: (Credentials) -> Void) {
    body(write)
    if let expire { body(expire) }
    if let read { body(read) }
  }

  package static func declare(_ form: inout Form, _ forms: inout Forms) -> StoreCredentials? {
    form.form(&forms, Credentials.self) { StoreCredentials(write: $0) }
      ?? form.record(&forms, Roles.self, by: "write", "expire", "read") {
        StoreCredentials(write: $0.write, expire: $0.expire, read: $0.read)
      }
  }

  package static var standIn: StoreCredentials { StoreCredentials(write: .standIn) }

  final class Roles: Record {
    let write: Credentials
    let expire: Credentials?
    let read: Credentials?

    static let name: StaticString = "RoleCredentials"
    static let doc: StaticString = "Credentials for each role: a writer that can't delete is safer."

    init(_ form: inout Form) {
      write = form.required("write", doc: "Who writes copies.")
      expire = form.optional("expire", absent: "as `write`", doc: "Who deletes expired ones.")
      read = form.optional("read", absent: "as `write`", doc: "Who reads them back, for drills.")
    }
  }
}

/// One way to open a store.
package indirect enum Credentials: Union {
  case keys(StaticKeys)
  case workloadIdentity(role: Text?)
  case instance(Span)

  /// The secrets that they lie in.
  package var secrets: [Text] {
    if case .keys(let keys) = self { return keys.secrets }
    return []
  }

  package static func declare(_ form: inout Form, _ forms: inout Forms) -> Credentials? {
    form.word(&forms, "workloadIdentity") { _ in Credentials.workloadIdentity(role: nil) }
      ?? form.word(&forms, "instance", Credentials.instance)
      ?? form.record(&forms, OneWay.self) { $0.way }
  }

  package static var standIn: Credentials { .instance(.none) }

  final class OneWay: Record {
    let way: Credentials?

    static let name: StaticString = "Credentials"
    static let doc: StaticString = "One way to authenticate to a store."

    init(_ form: inout Form) {
      way = form.exactlyOne(of: Credentials.self) { form, choice in
        form.option(&choice, "static", Credentials.keys, doc: "Keys that are kept in secrets.")
        form.option(
          &choice, "workloadIdentity", { (identity: WorkloadIdentity) in .workloadIdentity(role: identity.role) },
          doc: "The platform's workload identity.")
        form.option(
          &choice, "instance", { (instance: Instance) in .instance(instance.origin) },
          doc: "The machine's own identity.")
      }
    }
  }
}

/// The platform's workload identity.
package final class WorkloadIdentity: Record {
  package let role: Text?

  package static let name: StaticString = "WorkloadIdentity"
  package static let doc: StaticString = "The platform's workload identity."

  package init(_ form: inout Form) {
    role = form.optional(
      "role", absent: "the platform's own", doc: "The role or account to name to the store.")
  }
}

/// The machine's own identity.
package final class Instance: Record {
  package let origin: Span

  package static let name: StaticString = "Instance"
  package static let doc: StaticString = "The machine's own identity."

  package init(_ form: inout Form) { origin = form.origin }
}

/// Static keys that are kept in secrets, complete for one kind of store.
package indirect enum StaticKeys: Union {
  case accessKey(id: SecretName, secret: SecretName)
  case serviceAccount(SecretName)
  case accountKey(SecretName)

  /// The store that takes them.
  package enum Kind: Sendable {
    case accessKey, serviceAccount, accountKey

    /// The keys of the policy that hold them, as a message has them.
    package var words: String {
      switch self {
      case .accessKey: "`accessKeyId` and `secretAccessKey`"
      case .serviceAccount: "`serviceAccountKey`"
      case .accountKey: "`accountKey`"
      }
    }
  }

  package var kind: Kind {
    switch self {
    case .accessKey: .accessKey
    case .serviceAccount: .serviceAccount
    case .accountKey: .accountKey
    }
  }

  /// Where the first of them is named.
  package var origin: Span {
    switch self {
    case .accessKey(let id, _): id.text.span
    case .serviceAccount(let key), .accountKey(let key): key.text.span
    }
  }

  /// The secrets that they lie in.
  package var secrets: [Text] {
    switch self {
    case .accessKey(let id, let secret): [id.text, secret.text]
    case .serviceAccount(let key), .accountKey(let key): [key.text]
    }
  }

  package static func declare(_ form: inout Form, _ forms: inout Forms) -> StaticKeys? {
    form.record(&forms, AccessKey.self) { StaticKeys.accessKey(id: $0.id, secret: $0.secret) }
      ?? form.record(&forms, ServiceAccount.self, by: "serviceAccountKey") { StaticKeys.serviceAccount($0.key) }
      ?? form.record(&forms, Account.self, by: "accountKey") { StaticKeys.accountKey($0.key) }
  }

  package static var standIn: StaticKeys { StaticKeys.accountKey(.standIn) }

  final class AccessKey: Record {
    let id: SecretName
    let secret: SecretName

    static let name: StaticString = "AccessKey"
    static let doc: StaticString = "An access key of S3."

    init(_ form: inout Form) {
      id = form.required("accessKeyId", doc: "The secret that holds the access key's id.")
      secret = form.required("secretAccessKey", doc: "The secret that holds the secret access key.")
    }
  }

  final class ServiceAccount: Record {
    let key: SecretName

    static let name: StaticString = "ServiceAccountKey"
    static let doc: StaticString = "A key of a Google service account."

    init(_ form: inout Form) {
      key = form.required("serviceAccountKey", doc: "The secret that holds the service account's key in JSON.")
    }
  }

  final class Account: Record {
    let key: SecretName

    static let name: StaticString = "AccountKey"
    static let doc: StaticString = "A key of an Azure storage account."

    init(_ form: inout Form) {
      key = form.required("accountKey", doc: "The secret that holds the storage account's key.")
    }
  }
}

extension Credentials {
  package static var help: String? {
    """
    secrets are named in `{static: {…}}`: `accessKeyId` and `secretAccessKey` for S3, `serviceAccountKey` for Google, \
    `accountKey` for Azure
    """
  }
}

extension StoreCredentials {
  package static var help: String? { Credentials.help }
}
