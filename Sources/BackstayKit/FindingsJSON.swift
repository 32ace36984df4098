internal import Diagnostics
internal import Formats

extension Compilation {
  /// The findings as JSON objects on one line each, positions from 1 and ends exclusive.
  package func jsonFindings() -> [String] {
    diagnostics.sorted().map { json($0).renderedCompact() }
  }

  private func json(_ diagnostic: Diagnostic) -> JSONValue {
    var object = place(diagnostic.span)
    object["severity"] = .string(diagnostic.severity.word)
    object["rule"] = .string(diagnostic.code)
    object["message"] = .string(diagnostic.message.text)
    object.set("help", diagnostic.message.help.map { .string($0) })
    if !diagnostic.notes.isEmpty {
      object["notes"] = .array(
        diagnostic.notes.map { note in
          var object = place(note.span)
          object["message"] = .string(note.text)
          return .object(object)
        })
    }
    return .object(object)
  }

  private func place(_ span: Span) -> JSONObject {
    guard Int(span.file) < files.count else { return JSONObject() }
    let file = files[Int(span.file)]
    let start = file.position(of: Int(span.start))
    let end = file.position(of: Int(span.end))
    return [
      "path": .string(file.path), "line": .integer(start.line), "column": .integer(start.column),
      "endLine": .integer(end.line), "endColumn": .integer(end.column),
    ]
  }
}
