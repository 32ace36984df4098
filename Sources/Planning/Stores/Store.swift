package import Diagnostics

/// What scripts and targets ask about a place where copies go, whatever its kind.
package protocol Store: Sendable {
  var kind: Support.Place { get }
  /// Where the policy says it.
  var origin: Span { get }
  var reach: Reach { get }
  /// Who may write, expire and read; `nil` if no credentials are asked for.
  var roles: StoreRoles? { get }
  /// Whether each role may have credentials of its own there.
  var splitsRoles: Bool { get }
  /// The secret that opens it without credentials, such as an SSH key.
  var secret: Text? { get }
  /// The cloud whose identities it accepts.
  var cloud: Cloud? { get }
  /// The program that writes and reads plain copies there, unless every system has it.
  var programForPlainCopies: Program? { get }
  /// The program that other programs reach it through.
  var carrier: Program? { get }
  /// A description for people.
  var description: Wording { get }
  /// The store as a reader uses it: with the reader's credentials, and none for writing or expiry.
  var reading: Location { get }
}

extension Store {
  package var splitsRoles: Bool { false }
  package var cloud: Cloud? { nil }
  package var programForPlainCopies: Program? { nil }
  package var carrier: Program? { nil }

  /// Adds the secrets that open it for all roles.
  func addSecrets(to secrets: inout [Text]) {
    roles?.addSecrets(to: &secrets)
    if let secret { secrets.append(secret) }
  }
}

/// How a store is reached.
package indirect enum Reach: Sendable {
  /// A folder of the machine, by its absolute path.
  case folder(Text)
  /// A volume that a cluster mounts.
  case claim(VolumeClaim)
  /// A port of a host that the policy names; `purpose` describes it for people.
  case host(String, port: Int, purpose: String)
  /// A service with many addresses, all at port 443.
  case service(String)

  /// Whether it is reached through a network.
  package var isRemote: Bool {
    switch self {
    case .folder, .claim: false
    case .host, .service: true
    }
  }
}

/// A cloud that gives machines and pods identities.
package enum Cloud: Sendable {
  case amazon, google, azure
}

/// A program that moves copies and isn't on every system.
package enum Program: String, Sendable {
  case aws, age, restic, borg, ssh
}
