package import Diagnostics

/// A folder on a host behind SSH.
package final class SFTPServer: Record, StoreRecord {
  package let host: Text
  package let port: Port
  package let user: Text
  package let path: Path
  package let privateKey: SecretName
  package let hostKeys: [Text]
  package let origin: Span

  package static let word: StaticString = "sftp"
  package static let name: StaticString = "SFTP"
  package static let doc: StaticString = "A folder on a host, over SFTP."

  package init(_ form: inout Form) {
    origin = form.origin
    host = form.required("host", Host.self, doc: "The host's name or address.").text
    port = form.defaulted("port", 22, doc: "The SSH port.")
    user = form.required("user", doc: "The user to log in as.")
    path = form.required("path", doc: "The folder on the host.")
    privateKey = form.required("privateKey", doc: "The secret that holds the private key.")
    hostKeys = form.requiredList(
      "hostKeys", of: HostKey.self,
      doc: "The host's public keys, such as `ssh-ed25519 AAAA…`: a host is never trusted on first use."
    ).map { $0.text }
  }

  package var failureDomain: String? { host.value }
  package var place: [String] { [host.value, String(port.value), path.text.withoutOuterSlashes] }
  package var opening: StoreOpening { .secret(privateKey) }
}
