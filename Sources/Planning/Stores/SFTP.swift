package import Diagnostics

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
