#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The YAML files below a folder, hidden ones left out, in the order of their names.
struct FolderWalk {
  private(set) var files: [String] = []
  /// What can't be read, each with the reason.
  private(set) var failures: [String] = []

  init(_ folder: String) { visit(folder) }

  private enum Kind {
    case file, folder
    /// A pipe, for example, on which reading would wait, or a link to a folder, which may form a cycle.
    case other
  }

  private struct Entry {
    let name: String
    /// As reported by `readdir`, which is `DT_UNKNOWN` on some file systems.
    let type: Int32
  }

  private mutating func visit(_ folder: String) {
    for entry in entries(of: folder) {
      let path = folder.hasSuffix("/") ? folder + entry.name : "\(folder)/\(entry.name)"
      switch Self.kind(of: path, entry.type) {
      case .folder: visit(path)
      case .file: if Self.isYAML(entry.name) { files.append(path) }
      case .other: break
      }
    }
  }

  /// The entries of a folder, ordered by the names' bytes.
  private mutating func entries(of folder: String) -> [Entry] {
    guard let stream = opendir(folder) else {
      fail(folder)
      return []
    }
    defer { closedir(stream) }
    var entries: [Entry] = []
    while true {
      errno = 0
      guard let entry = readdir(stream) else { break }
      let type = Int32(entry.pointee.d_type)
      withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        let bytes = bytes.prefix { $0 != 0 }
        if bytes.first == UInt8(ascii: ".") { return }
        if let name = String(validating: bytes, as: UTF8.self) {
          entries.append(Entry(name: name, type: type))
          return
        }
        let shown = String(decoding: bytes, as: UTF8.self)
        if type == Int32(DT_DIR) || Self.isYAML(shown) { failures.append("\(folder)/\(shown): the name is not UTF-8") }
      }
    }
    if errno != 0 { fail(folder) }
    return entries.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  private static func isYAML(_ name: String) -> Bool { name.hasSuffix(".yaml") || name.hasSuffix(".yml") }

  private mutating func fail(_ path: String) { failures.append("\(path): \(String(cString: strerror(errno)))") }

  private static func kind(of path: String, _ type: Int32) -> Kind {
    var status = stat()
    switch type {
    case Int32(DT_REG): return .file
    case Int32(DT_DIR): return .folder
    case Int32(DT_UNKNOWN):
      if lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR { return .folder }
    case Int32(DT_LNK): break
    default: return .other
    }
    // Reading reports a dangling link.
    return stat(path, &status) != 0 || status.st_mode & S_IFMT == S_IFREG ? .file : .other
  }
}
