/// How findings are printed.
enum FindingFormat: String, CaseIterable {
  case text
  /// One object a line.
  case json
  /// Commands of GitHub Actions.
  case github
  /// One document for the whole run.
  case sarif
}
