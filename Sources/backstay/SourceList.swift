/// The files that a command was given, in order.
struct SourceList {
  private(set) var sources: [PolicySource] = []
  /// What could not be read, each with the reason.
  private(set) var failures: [String] = []

  /// Looks at each path: a file, `-` for standard input, or a folder, which means the policies in it.
  init(_ paths: [String], standardInputName: String) {
    for path in paths {
      if path == "-" {
        sources.append(.standardInput(name: standardInputName))
      } else if SourceReader.isFolder(path) {
        let walk = FolderWalk(path)
        sources += walk.files.map { .found($0) }
        failures += walk.failures
      } else {
        sources.append(.named(path))
      }
    }
  }
}
