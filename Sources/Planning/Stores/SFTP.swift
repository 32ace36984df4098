package import Diagnostics
internal import Language

/// A folder on a host behind SSH.
package struct SFTP: Store {
  package var host: Text
  package var port: Int
  package var user: Text
  package var path: Text
  /// The secret that holds the private key.
  package var privateKey: Text
  /// Lines as in `known_hosts`, without the host name: `ssh-ed25519 AAAA…`.
  package var hostKeys: [Text]
  package var origin: Span

  package var kind: Support.Place { .sftp }
  package var reach: Reach { .host(host.value, port: port, purpose: "SSH at \(host.value)") }
  package var roles: StoreRoles? { nil }
  package var secret: Text? { privateKey }
  package var carrier: Program? { .ssh }
  package var description: Wording {
    "folder \(path.value) of \(user.value) at \(host.value), port \(number: port)"
  }
  package var reading: Location { .sftp(self) }
}

extension SFTP {
  init(_ record: SFTPServer) {
    self.init(
      host: record.host, port: record.port.value, user: record.user, path: record.path.text,
      privateKey: record.privateKey.text, hostKeys: record.hostKeys, origin: record.origin)
  }
}
