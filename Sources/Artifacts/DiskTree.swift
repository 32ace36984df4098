/// What is in a unit's folder before it is written or compared.
struct DiskTree {
  /// A file, link or anything else that is not a folder.
  struct Entry {
    /// The path relative to the output folder.
    let path: BytewisePath
    let status: FileStatus
  }

  /// A folder inside the unit; the unit itself is not among them.
  struct Folder {
    let path: BytewisePath
    let mode: UInt16
    let isEmpty: Bool
  }

  private(set) var entries: [Entry] = []
  /// The folders, each before those inside it.
  private(set) var folders: [Folder] = []
  /// The permission bits of the unit's own folder.
  let mode: UInt16

  /// Reads the names below a unit's folder, following no link; `nil` if the folder does not exist.
  init?(unit: String, in output: borrowing Directory) throws(ArtifactError) {
    guard let folder = try output.folder(unit), let status = try folder.status(".") else { return nil }
    mode = status.mode
    _ = try collect(folder, unit)
    entries.sort { $0.path < $1.path }
    folders.sort { $0.path < $1.path }
  }

  /// Collects what is below a folder; returns whether there was nothing.
  private mutating func collect(_ folder: borrowing Directory, _ path: String) throws(ArtifactError) -> Bool {
    let names = try folder.names()
    for name in names {
      let child = BytewisePath(path + "/" + name)
      guard let status = try folder.status(name) else { throw .changedMeanwhile(path: folder.path + "/" + name) }
      if status.kind == .directory {
        guard let inner = try folder.folder(name) else { throw .changedMeanwhile(path: folder.path + "/" + name) }
        let isEmpty = try collect(inner, child.text)
        folders.append(Folder(path: child, mode: status.mode, isEmpty: isEmpty))
      } else {
        entries.append(Entry(path: child, status: status))
      }
    }
    return names.isEmpty
  }
}
