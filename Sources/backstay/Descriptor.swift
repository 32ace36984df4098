#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Reading and writing that continue after a signal, and on a descriptor that doesn't block: a parent with an event
/// loop passes such pipes to the programs that it starts.
enum Descriptor {
  /// As `read` does.
  static func receive(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer, _ count: Int) -> Int {
    patiently(descriptor, POLLIN) { read(descriptor, buffer, count) }
  }

  /// As `write` does.
  static func deliver(_ descriptor: Int32, _ bytes: UnsafeRawPointer, _ count: Int) -> Int {
    patiently(descriptor, POLLOUT) { write(descriptor, bytes, count) }
  }

  private static func patiently(_ descriptor: Int32, _ event: Int32, _ call: () -> Int) -> Int {
    while true {
      let count = call()
      if count >= 0 { return count }
      if errno == EINTR { continue }
      guard errno == EAGAIN else { return count }
      var wanted = pollfd(fd: descriptor, events: Int16(event), revents: 0)
      // Whatever `poll` returns, the next call reports the problem.
      if poll(&wanted, 1, -1) < 0, errno != EINTR { return -1 }
    }
  }
}
