#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension Directory {
  /// Reads a regular file in pieces of at most 64 KiB, until `piece` returns false.
  ///
  /// Throws `changedMeanwhile` unless it is the file seen before.
  private func read(
    _ relative: String, expecting identity: FileStatus.Identity, piece: (UnsafeRawBufferPointer) -> Bool
  ) throws(ArtifactError) {
    let full = path + "/" + relative
    // Non-blocking, because a pipe put in the file's place would otherwise block for ever.
    let file = retrying { openat(descriptor, relative, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC) }
    guard file >= 0 else { throw .system(path: full, code: errno) }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw .system(path: full, code: errno) }
    guard FileStatus(status).identity == identity else { throw .changedMeanwhile(path: full) }
    let code = withUnsafeTemporaryAllocation(byteCount: 65_536, alignment: 16) { buffer -> Int32 in
      while true {
        #if canImport(Darwin)
          let count = retrying { Darwin.read(file, buffer.baseAddress, buffer.count) }
        #elseif canImport(Musl)
          let count = retrying { Musl.read(file, buffer.baseAddress, buffer.count) }
        #else
          let count = retrying { Glibc.read(file, buffer.baseAddress, buffer.count) }
        #endif
        if count < 0 { return errno }
        if count == 0 || !piece(UnsafeRawBufferPointer(rebasing: buffer[..<count])) { return 0 }
      }
    }
    guard code == 0 else { throw .system(path: full, code: code) }
  }

  /// The bytes of a regular file; `nil` for nothing. Throws if something else is there.
  func fileBytes(_ relative: String) throws(ArtifactError) -> [UInt8]? {
    guard let status = try status(relative) else { return nil }
    switch status.kind {
    case .file: return try contents(relative, expecting: status.identity)
    case .symbolicLink: throw .symbolicLink(path: path + "/" + relative)
    case .directory, .other: throw .unsupportedFile(path: path + "/" + relative)
    }
  }

  /// The bytes of a regular file.
  func contents(_ relative: String, expecting identity: FileStatus.Identity) throws(ArtifactError) -> [UInt8] {
    var bytes: [UInt8] = []
    try read(relative, expecting: identity) { piece in
      bytes.append(contentsOf: piece)
      return true
    }
    return bytes
  }

  /// Whether a regular file has these bytes; reads no more than it needs to.
  func holds(
    _ relative: String, expecting identity: FileStatus.Identity, _ wanted: [UInt8]
  ) throws(ArtifactError) -> Bool {
    var position = 0
    var same = true
    try read(relative, expecting: identity) { piece in
      same = wanted.withUnsafeBytes { wanted in
        guard let start = wanted.baseAddress, let bytes = piece.baseAddress, piece.count <= wanted.count - position
        else { return false }
        return memcmp(start + position, bytes, piece.count) == 0
      }
      position += piece.count
      return same
    }
    return same && position == wanted.count
  }

  /// The hash of a regular file's bytes.
  func hash(_ relative: String, expecting identity: FileStatus.Identity) throws(ArtifactError) -> ContentHash {
    var hash = ContentHash()
    try read(relative, expecting: identity) { piece in
      hash.combine(piece)
      return true
    }
    return hash
  }

  /// The target of a symbolic link.
  func target(ofLink relative: String) throws(ArtifactError) -> String {
    let (count, text) = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Int(PATH_MAX)) { buffer in
      let count = buffer.withMemoryRebound(to: CChar.self) { text in
        text.baseAddress.map { readlinkat(descriptor, relative, $0, text.count) } ?? -1
      }
      return (count, String(validating: buffer.prefix(max(count, 0)), as: UTF8.self))
    }
    guard count >= 0 else { throw .system(path: path + "/" + relative, code: errno) }
    guard let text else { throw .unsupportedFile(path: path + "/" + relative) }
    return text
  }

  /// Writes a new file with the given permission bits, and times if it is a copy; throws if anything is already there.
  func create(_ relative: String, _ bytes: [UInt8], mode: UInt16, times: [timespec]? = nil) throws(ArtifactError) {
    let file = retrying {
      openat(descriptor, relative, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    }
    guard file >= 0 else { throw .system(path: path + "/" + relative, code: errno) }
    var code = bytes.withUnsafeBytes { bytes -> Int32 in
      var rest = bytes[...]
      while !rest.isEmpty {
        let count = retrying { write(file, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count) }
        if count < 0 { return errno }
        rest = rest.dropFirst(count)
      }
      return 0
    }
    // After the bytes, because writing clears set-uid; by descriptor, because the umask must not apply.
    if code == 0, fchmod(file, mode_t(mode)) != 0 { code = errno }
    if code == 0, let times, futimens(file, times) != 0 { code = errno }
    // Some file systems report a full disk only here.
    if close(file) != 0, code == 0, errno != EINTR { code = errno }
    guard code == 0 else { throw .system(path: path + "/" + relative, code: code) }
  }

  /// Gives a file a second name in another folder of the same file system; copies it if that isn't possible.
  ///
  /// Throws `changedMeanwhile` unless it is the file seen before.
  func carry(
    _ relative: String, _ seen: FileStatus, to folder: borrowing Directory, _ newName: String
  ) throws(ArtifactError) {
    if linkat(descriptor, relative, folder.descriptor, newName, 0) == 0 {
      guard try folder.status(newName)?.identity == seen.identity else {
        throw .changedMeanwhile(path: path + "/" + relative)
      }
      return
    }
    switch errno {
    // Hard links aren't supported, aren't allowed to others' files, are too many, or another file system is mounted
    // below.
    case EPERM, EACCES, EMLINK, EXDEV, ENOTSUP, ENOSYS:
      guard seen.kind == .file else { throw .unsupportedFile(path: path + "/" + relative) }
      let bytes = try contents(relative, expecting: seen.identity)
      try folder.create(newName, bytes, mode: seen.mode, times: seen.times)
    default: throw .system(path: path + "/" + relative, code: errno)
    }
  }
}
