internal import Diagnostics
internal import Formats

extension Compilation {
  /// The findings as GitHub Actions commands, one per line, which are shown beside the lines of a pull request.
  package func workflowCommands() -> [String] {
    diagnostics.sorted().map { command($0).text }
  }

  private func command(_ diagnostic: Diagnostic) -> WorkflowCommand {
    var properties: [(name: String, value: String)] = []
    if let place = place(of: diagnostic.span) {
      properties = [
        ("file", place.file.repositoryPath), ("line", String(place.start.line)), ("endLine", String(place.end.line)),
      ]
      // Columns of a span over several lines are rejected (github.com/actions/toolkit, packages/core/src/core.ts).
      if place.start.line == place.end.line {
        properties += [("col", String(place.start.column)), ("endColumn", String(place.end.column))]
      }
    }
    properties.append(("title", diagnostic.code))
    let name =
      switch diagnostic.severity {
      case .error: "error"
      case .warning: "warning"
      case .advice: "notice"
      }
    return WorkflowCommand(name, properties, data: text(of: diagnostic))
  }

  /// The message with what the text format shows below it: a command has no other place for that.
  private func text(of diagnostic: Diagnostic) -> String {
    var lines = [diagnostic.message.text]
    if let help = diagnostic.message.help { lines.append("help: \(help)") }
    for note in diagnostic.notes {
      guard let place = place(of: note.span) else { continue }
      lines.append("\(place.file.repositoryPath):\(place.start.line):\(place.start.column): note: \(note.text)")
    }
    return lines.joined(separator: "\n")
  }
}
