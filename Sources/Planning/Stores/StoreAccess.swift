package import Diagnostics
internal import Language

/// How a store is opened.
package indirect enum StoreAccess: Sendable, Equatable {
  /// The secrets that hold the access key id and the secret access key.
  case accessKey(id: Text, secret: Text)
  /// One secret that the store accepts: a service-account key, an account key, a SAS token.
  case key(Text)
  /// The platform's workload identity, with the role if the store needs it.
  case workloadIdentity(role: Text?)
  /// The machine's own identity.
  case instance

  /// Whether it is an identity from the platform, which needs another service beside the store.
  package var isIdentity: Bool {
    switch self {
    case .workloadIdentity, .instance: true
    case .accessKey, .key: false
    }
  }

  /// The role that an identity assumes, if the policy names one.
  package var role: Text? {
    if case .workloadIdentity(let role) = self { return role }
    return nil
  }

  fileprivate func addSecrets(to secrets: inout [Text]) {
    switch self {
    case .accessKey(let id, let secret):
      secrets.append(id)
      secrets.append(secret)
    case .key(let key): secrets.append(key)
    case .workloadIdentity, .instance: break
    }
  }
}

/// The credentials of a store's roles.
package struct StoreRoles: Sendable {
  /// Who may write; also read and expire unless the policy splits them.
  package var write: StoreAccess
  package var expire: StoreAccess?
  package var read: StoreAccess?

  package init(write: StoreAccess, expire: StoreAccess? = nil, read: StoreAccess? = nil) {
    self.write = write
    self.expire = expire
    self.read = read
  }

  /// Visits all credentials in the policy.
  package func forEach(_ body: (StoreAccess) -> Void) {
    body(write)
    if let expire { body(expire) }
    if let read { body(read) }
  }

  /// The first role of a cloud that it names.
  package var role: Text? { write.role ?? expire?.role ?? read?.role }

  /// Whether any of them is an identity from the platform.
  package var haveIdentity: Bool { write.isIdentity || expire?.isIdentity == true || read?.isIdentity == true }

  func addSecrets(to secrets: inout [Text]) { forEach { $0.addSecrets(to: &secrets) } }

  /// Whether all roles use one set.
  package var isOne: Bool { expire == nil && read == nil }

  /// The reader's credentials in all roles.
  package var reading: StoreRoles { StoreRoles(write: read ?? write) }
}

extension StoreRoles {
  init(_ credentials: StoreCredentials) {
    self.init(
      write: StoreAccess(credentials.write), expire: credentials.expire.map { StoreAccess($0) },
      read: credentials.read.map { StoreAccess($0) })
  }
}

extension StoreAccess {
  fileprivate init(_ credentials: Credentials) {
    switch credentials {
    case .keys(.accessKey(let id, let secret)): self = .accessKey(id: id.text, secret: secret.text)
    case .keys(.serviceAccount(let key)), .keys(.accountKey(let key)): self = .key(key.text)
    case .workloadIdentity(let role): self = .workloadIdentity(role: role)
    case .instance: self = .instance
    }
  }
}
