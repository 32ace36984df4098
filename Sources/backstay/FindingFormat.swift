/// How findings are printed.
enum FindingFormat: String, CaseIterable {
  case text
  /// One object a line.
  case json
  /// GitHub Actions commands.
  case github
  /// One document for the whole run.
  case sarif
}
