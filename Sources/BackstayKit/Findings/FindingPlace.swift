internal import Diagnostics

/// The place of a finding, a note or a change, as people and editors count: from 1, ends exclusive.
struct FindingPlace {
  let file: SourceFile
  let start: Position
  let end: Position
}

extension Compilation {
  /// The place of a span; `nil` for one of a file that is not known.
  func place(of span: Span) -> FindingPlace? {
    guard Int(span.file) < files.count else { return nil }
    let file = files[Int(span.file)]
    return FindingPlace(
      file: file, start: file.position(of: Int(span.start)), end: file.position(of: Int(span.end)))
  }
}

extension SourceFile {
  /// The path as in a repository, without a leading `./`.
  var repositoryPath: String {
    var path = path[...]
    while path.utf8.starts(with: "./".utf8), path.utf8.count > 2 { path = path.dropFirst(2) }
    return String(path)
  }
}
