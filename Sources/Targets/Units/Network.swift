import ASCII

/// What a service reaches over the network.
package enum Network: Sendable, Equatable {
  /// Nothing: Unix sockets and files only.
  case none
  /// Only these addresses, as `IPAddressAllow=` takes them.
  case addresses([String])
  /// Names, whose addresses are known only when they are resolved.
  case names

  /// What `host` needs: a single address can be allowed, a name can't.
  package static func reaching(host: String) -> Network {
    if host == "localhost" { return .addresses(["localhost"]) }
    return isAddress(host) ? .addresses([host]) : .names
  }

  /// Whether `host` is this machine.
  package static func isLoopback(_ host: String) -> Bool {
    host == "localhost" || host == "::1" || (host.utf8.starts(with: "127.".utf8) && isAddress(host))
  }

  /// What both need.
  package func and(_ other: Network) -> Network {
    switch (self, other) {
    case (.none, _): other
    case (_, .none): self
    case (.addresses(let some), .addresses(let others)): .addresses(some + others.filter { !some.contains($0) })
    default: .names
    }
  }

  // No host name has a colon, or a number for its last label (RFC 1123, section 2.1).
  private static func isAddress(_ host: String) -> Bool {
    if host.utf8.contains(UInt8(ascii: ":")) {
      return host.utf8.allSatisfy { $0.isHexadecimal || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ".") }
    }
    let parts = host.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return parts.count == 4
      && parts.allSatisfy { part in
        guard (1...3).contains(part.count) else { return false }
        return UInt8(String(decoding: part, as: UTF8.self)) != nil
      }
  }
}
