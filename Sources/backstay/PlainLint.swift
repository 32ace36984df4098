#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The call `backstay lint FILE…`, without any option.
enum PlainLint {
  /// The files, if that is the call.
  static func paths(in count: Int32, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> [String]? {
    guard count > 2, let command = arguments[1], strcmp(command, "lint") == 0 else { return nil }
    var paths: [String] = []
    for index in 2..<Int(count) {
      guard let argument = arguments[index], argument[0] != CChar(bitPattern: UInt8(ascii: "-")) else { return nil }
      paths.append(String(cString: argument))
    }
    return paths
  }
}
