import BackstayKit
import Diagnostics

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Reads files and standard input.
enum SourceReader {
  /// One byte more than the YAML reader accepts, so that it can report the excess.
  private static let limit = (4 << 20) + 1

  /// Whether all of a file was read.
  static func isWhole(_ file: SourceFile) -> Bool { file.bytes.count < limit }

  /// A file, or why it can't be read.
  static func read(_ path: String) -> Result<SourceFile, Compiler.LoadingFailure> {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return .failure(.init(reason: String(cString: strerror(errno)))) }
    defer { close(descriptor) }
    return bytes(from: descriptor).map { SourceFile(path: path, bytes: $0) }
  }

  /// Standard input under a name that the caller chooses.
  static func readStandardInput(named name: String) -> Result<SourceFile, Compiler.LoadingFailure> {
    bytes(from: 0).map { SourceFile(path: name, bytes: $0) }
  }

  private static func bytes(from descriptor: Int32) -> Result<[UInt8], Compiler.LoadingFailure> {
    var status = stat()
    let isFile = fstat(descriptor, &status) == 0 && status.st_size > 0
    // One byte more than the file has, so that its end shows in the same call.
    var capacity = min(isFile ? Int(status.st_size) + 1 : 1 << 16, limit)
    var bytes: [UInt8] = []
    while true {
      var failure: Int32 = 0
      let had = bytes.count
      bytes = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
        for index in 0..<had { buffer.initializeElement(at: index, to: bytes[index]) }
        count = had
        while count < capacity, let start = buffer.baseAddress {
          let got = Descriptor.receive(descriptor, start + count, capacity - count)
          if got < 0 { failure = errno }
          if got <= 0 { break }
          count += got
        }
      }
      if failure != 0 { return .failure(.init(reason: String(cString: strerror(failure)))) }
      if bytes.count < capacity || capacity == limit { return .success(bytes) }
      capacity = min(capacity * 2, limit)
    }
  }

  /// Whether there is nothing at a path, as opposed to something that can't be reached.
  static func isAbsent(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) != 0 && errno == ENOENT
  }

  /// Whether a path is a folder.
  static func isFolder(_ path: String) -> Bool { kind(of: path) == S_IFDIR }

  /// Whether a path is neither a file nor a folder, for example a pipe, which can be read only once.
  static func isSpecial(_ path: String) -> Bool {
    guard let kind = kind(of: path) else { return false }
    return kind != S_IFREG && kind != S_IFDIR
  }

  /// The status of what a path leads to, from `stat`.
  private static func kind(of path: String) -> mode_t? {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode & S_IFMT : nil
  }
}
