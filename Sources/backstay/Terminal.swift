#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Output: findings go to standard error, generated files to standard output.
enum Terminal {
  /// Whether findings are coloured: on a terminal, unless `NO_COLOR` is set (no-color.org).
  static let usesColour: Bool = {
    guard isTerminal else { return false }
    guard let value = getenv("NO_COLOR") else { return true }
    return value[0] == 0
  }()

  /// Whether findings go to a terminal.
  static var isTerminal: Bool { isatty(2) == 1 }

  /// Writes to standard error; `false` if it could not be written in full.
  @discardableResult static func report(_ text: String) -> Bool { write(text, to: 2) }

  @discardableResult static func report(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBytes { write($0, to: 2) }
  }

  /// Writes a product.
  static func print(_ text: String) throws(OutputFailure) {
    guard write(text, to: 1) else { throw OutputFailure(code: errno) }
  }

  static func print(_ bytes: [UInt8]) throws(OutputFailure) {
    guard bytes.withUnsafeBytes({ write($0, to: 1) }) else { throw OutputFailure(code: errno) }
  }

  private static func write(_ text: String, to descriptor: Int32) -> Bool {
    var text = text
    return text.withUTF8 { write(UnsafeRawBufferPointer($0), to: descriptor) }
  }

  private static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Bool {
    var written = 0
    while written < bytes.count, let start = bytes.baseAddress {
      let count = Descriptor.deliver(descriptor, start + written, bytes.count - written)
      if count < 0 { return false }
      written += count
    }
    return true
  }
}

/// Why a product can't be written.
struct OutputFailure: Error {
  let message: String

  init(code: Int32) { message = "standard output: \(String(cString: strerror(code)))" }
}

/// Ends the program with one of its exit statuses.
func leave(_ status: ExitStatus) -> Never { exit(status.rawValue) }
