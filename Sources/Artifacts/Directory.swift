#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// An open folder, closed when it goes out of use.
///
/// Everything is reached through descriptors and never through a symbolic link, so that nothing can be
/// redirected out of the output folder.
struct Directory: ~Copyable {
  let descriptor: Int32
  /// The path for messages.
  let path: String

  deinit {
    close(descriptor)
  }

  /// Opens the output folder itself, which may be reached through a link; `nil` if nothing exists.
  static func open(_ path: String) throws(ArtifactError) -> Directory? {
    let descriptor = retrying { openat(AT_FDCWD, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
    if descriptor >= 0 { return Directory(descriptor: descriptor, path: path) }
    switch errno {
    case ENOENT: return nil
    case ENOTDIR: throw .notADirectory(path: path)
    default: throw .system(path: path, code: errno)
    }
  }

  /// Opens the folder at a relative path, part by part; `nil` if one part does not exist.
  func folder(_ relative: String) throws(ArtifactError) -> Directory? {
    try walk(relative, visit: { _, _ in })
  }

  /// Opens the folder at a relative path and makes the missing parts; reports the path of each that it made.
  func makeFolder(_ relative: String, made: (String) -> Void = { _ in }) throws(ArtifactError) -> Directory {
    var done = ""
    var code: Int32 = 0
    let folder = try walk(relative) { parent, name in
      done += done.isEmpty ? name : "/" + name
      if mkdirat(parent, name, 0o755) == 0 { made(done) } else { code = errno }
    }
    guard let folder else { throw .system(path: path + "/" + done, code: code) }
    return folder
  }

  private func walk(
    _ relative: String, visit: (_ parent: Int32, _ name: String) -> Void
  ) throws(ArtifactError) -> Directory? {
    var parts = relative.split(separator: "/").map(String.init)[...]
    guard let first = parts.popFirst() else { throw .notADirectory(path: path) }
    visit(descriptor, first)
    var current = try folderDirectly(below: descriptor, path, first)
    for name in parts {
      guard let parent = consume current else { return nil }
      visit(parent.descriptor, name)
      current = try folderDirectly(below: parent.descriptor, parent.path, name)
    }
    return current
  }

  private func folderDirectly(below parent: Int32, _ path: String, _ name: String) throws(ArtifactError) -> Directory? {
    let child = path + "/" + name
    let descriptor = retrying { openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC) }
    if descriptor >= 0 { return Directory(descriptor: descriptor, path: child) }
    let code = errno
    if code == ENOENT { return nil }
    var status = stat()
    if code == ENOTDIR || code == ELOOP, fstatat(parent, name, &status, AT_SYMLINK_NOFOLLOW) == 0 {
      throw status.st_mode & S_IFMT == S_IFLNK ? .symbolicLink(path: child) : .notADirectory(path: child)
    }
    throw .system(path: child, code: code)
  }

  /// The names in the folder, without `.` and `..`, sorted by their bytes.
  func names() throws(ArtifactError) -> [String] {
    // A separate descriptor, because closing the stream closes it, and the position of a shared one would move.
    let copy = openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard copy >= 0 else { throw .system(path: path, code: errno) }
    guard let stream = fdopendir(copy) else {
      let code = errno
      close(copy)
      throw .system(path: path, code: code)
    }
    defer { closedir(stream) }
    var names: [BytewisePath] = []
    while true {
      errno = 0
      guard let entry = readdir(stream) else {
        guard errno == 0 else { throw .system(path: path, code: errno) }
        return names.sorted().map { $0.text }
      }
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(validatingCString: $0) ?? "" }
      }
      guard !name.isEmpty else { throw .unsupportedFile(path: path) }
      if name != ".", name != ".." { names.append(BytewisePath(name)) }
    }
  }

  /// What is at a relative path, without following links; `nil` for nothing.
  func status(_ relative: String) throws(ArtifactError) -> FileStatus? {
    var status = stat()
    if fstatat(descriptor, relative, &status, AT_SYMLINK_NOFOLLOW) == 0 { return FileStatus(status) }
    guard errno == ENOENT else { throw .system(path: path + "/" + relative, code: errno) }
    return nil
  }

  /// Moves an entry to another folder of the same file system.
  func rename(_ name: String, to folder: borrowing Directory, _ newName: String) throws(ArtifactError) {
    guard renameat(descriptor, name, folder.descriptor, newName) == 0 else {
      throw .system(path: folder.path + "/" + newName, code: errno)
    }
  }

  /// Removes an entry and everything below it; does nothing where nothing exists.
  func removeAll(_ name: String) throws(ArtifactError) {
    guard let status = try status(name) else { return }
    if status.kind == .directory, let folder = try folder(name) {
      // A folder without write permission cannot be emptied by its owner otherwise.
      if status.mode & 0o700 != 0o700 { _ = fchmod(folder.descriptor, 0o700) }
      for child in try folder.names() { try folder.removeAll(child) }
    }
    guard unlinkat(descriptor, name, status.kind == .directory ? AT_REMOVEDIR : 0) == 0 || errno == ENOENT else {
      throw .system(path: path + "/" + name, code: errno)
    }
  }
}

/// Repeats a system call that a signal interrupted.
func retrying<Result: SignedInteger>(_ call: () -> Result) -> Result {
  while true {
    let result = call()
    if result != -1 || errno != EINTR { return result }
  }
}
