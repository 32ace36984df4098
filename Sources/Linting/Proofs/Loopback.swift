/// What a host's name reveals.
enum Loopback {
  /// Whether what is sent to `host`, a name or an address alone, never leaves this machine.
  static func isThisMachine(_ host: String) -> Bool {
    host == "localhost" || host == "::1" || host.utf8.starts(with: "127.".utf8)
  }
}
