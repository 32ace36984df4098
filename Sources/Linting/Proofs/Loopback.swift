/// What a host's name reveals.
enum Loopback {
  /// Whether an address, with or without a port and a path, never leaves this machine.
  static func isThisMachine(_ address: Substring) -> Bool {
    switch address.utf8.first {
    case UInt8(ascii: "1"), UInt8(ascii: ":"), UInt8(ascii: "["), UInt8(ascii: "l"): break
    default: return false
    }
    let host = address.prefix { $0 != "/" }
    if host.hasPrefix("[::1]") || host == "::1" || host.hasPrefix("127.") { return true }
    return host.prefix { $0 != ":" } == "localhost"
  }
}
