package import Diagnostics
internal import Language

/// The address of a store, `https://host[:port]`, with its parts.
package struct StoreAddress: Sendable {
  /// As the policy writes it.
  package var text: Text
  /// Whether TLS is spoken there.
  package var isEncrypted: Bool
  /// A name or an address, that of IPv6 without brackets.
  package var host: String
  /// Absent if the policy names none.
  package var port: Int?

  package var portOrUsual: Int { port ?? (isEncrypted ? 443 : 80) }

  /// Whether the host is an address of IPv6.
  package var isIPv6: Bool { host.utf8.contains(UInt8(ascii: ":")) }

  package init(text: Text, isEncrypted: Bool = true, host: String, port: Int? = nil) {
    self.text = text
    self.isEncrypted = isEncrypted
    self.host = host
    self.port = port
  }

  init(_ endpoint: Endpoint) {
    self.init(text: endpoint.text, isEncrypted: endpoint.isEncrypted, host: endpoint.host, port: endpoint.port)
  }
}
