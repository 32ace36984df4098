package import Diagnostics

/// What scripts and targets ask of a place where copies go, whatever its kind.
package protocol Store: Sendable {
  var kind: Support.Place { get }
  /// Where the policy says it.
  var origin: Span { get }
  var reach: Reach { get }
  /// Who may write, expire and read; `nil` where no credentials are asked for.
  var roles: StoreRoles? { get }
  /// The one secret that opens it where no credentials do, such as a key of SSH.
  var secret: Text? { get }
  /// The cloud by whose identities it knows who asks.
  var cloud: Cloud? { get }
  /// The program that writes and reads plain copies there, where not every system has one.
  var programForPlainCopies: Program? { get }
  /// What another program needs in order to get there.
  var carrier: Program? { get }
  /// The store for people.
  var description: Wording { get }
  /// The store as somebody uses it who only reads: with the reader's credentials, and with none to write or expire.
  var reading: Location { get }
}

extension Store {
  package var cloud: Cloud? { nil }
  package var programForPlainCopies: Program? { nil }
  package var carrier: Program? { nil }

  /// Adds the secrets that open it for all roles.
  func addSecrets(to secrets: inout [Text]) {
    roles?.addSecrets(to: &secrets)
    if let secret { secrets.append(secret) }
  }
}

/// How one gets to a store.
package indirect enum Reach: Sendable {
  /// It is a folder of the machine, by its absolute path.
  case folder(Text)
  /// It is a volume that a cluster mounts.
  case claim(VolumeClaim)
  /// It is behind a port of a host that the policy names, as `purpose` says for people.
  case host(String, port: Int, purpose: String)
  /// It is a service that has many addresses, all at port 443.
  case service(String)

  /// Whether a network lies between.
  package var isRemote: Bool {
    switch self {
    case .folder, .claim: false
    case .host, .service: true
    }
  }
}

/// A cloud that gives machines and pods identities of their own.
package enum Cloud: Sendable {
  case amazon, google, azure
}

/// A program that moves copies and that not every system has.
package enum Program: String, Sendable {
  case aws, age, restic, borg, ssh
}
