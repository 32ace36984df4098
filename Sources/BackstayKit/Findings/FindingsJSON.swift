internal import Diagnostics
internal import Formats

extension Compilation {
  /// The findings as JSON objects on one line each, positions from 1 and ends exclusive.
  package func jsonFindings(areFixed: Bool = false) -> [String] {
    diagnostics.sorted().map { json($0, isFixed: areFixed).renderedCompact() }
  }

  private func json(_ diagnostic: Diagnostic, isFixed: Bool) -> JSONValue {
    var object = json(diagnostic.span)
    object["severity"] = .string(diagnostic.severity.word)
    object["rule"] = .string(diagnostic.code)
    object["message"] = .string(diagnostic.message.text)
    object.set("help", diagnostic.message.help.map { .string($0) })
    if !diagnostic.notes.isEmpty {
      object["notes"] = .array(
        diagnostic.notes.map { note in
          var object = json(note.span)
          object["message"] = .string(note.text)
          return .object(object)
        })
    }
    if let fix = diagnostic.fix {
      var change = json(fix.span)
      change["title"] = .string(fix.title)
      change["replacement"] = .string(fix.replacement)
      object["fix"] = .object(change)
    }
    if isFixed { object["isFixed"] = true }
    return .object(object)
  }

  private func json(_ span: Span) -> JSONObject {
    guard let place = place(of: span) else { return JSONObject() }
    return [
      "path": .string(place.file.path), "line": .integer(place.start.line), "column": .integer(place.start.column),
      "endLine": .integer(place.end.line), "endColumn": .integer(place.end.column),
    ]
  }
}
