#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Calls without optional options, for which ArgumentParser would cost more than the work itself.
package enum PlainCall: Equatable, Sendable {
  /// `backstay lint FILE…`, what a hook calls on every commit.
  case lint(paths: [String])
  /// `backstay compile FILE… --output DIR`, what a build calls.
  case compile(paths: [String], output: String)

  /// The call, if it is one of these.
  package init?(_ count: Int32, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) {
    guard count > 2, let command = arguments[1] else { return nil }
    let isCompile = strcmp(command, "compile") == 0
    guard isCompile || strcmp(command, "lint") == 0 else { return nil }
    var paths: [String] = []
    var output: String?
    var index = 2
    while index < Int(count) {
      guard var argument = arguments[index] else { return nil }
      let isOutput = isCompile && (strcmp(argument, "--output") == 0 || strcmp(argument, "-o") == 0)
      if isOutput {
        index += 1
        guard output == nil, index < Int(count), let value = arguments[index], value[0] != 0 else { return nil }
        argument = value
      }
      guard argument[0] != CChar(bitPattern: UInt8(ascii: "-")) else { return nil }
      if isOutput { output = String(cString: argument) } else { paths.append(String(cString: argument)) }
      index += 1
    }
    guard !paths.isEmpty else { return nil }
    if !isCompile {
      self = .lint(paths: paths)
    } else if let output {
      self = .compile(paths: paths, output: output)
    } else {
      return nil
    }
  }
}
