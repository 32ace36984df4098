internal import Diagnostics
internal import Formats

/// A failure of a run as a whole, such as a path that can't be read.
package struct RunFailure: Sendable {
  /// What failed and why, such as `policy.yaml: Permission denied`.
  let message: String

  package init(_ message: String) { self.message = message }

  /// A line of text.
  package var text: String { TerminalText.safe("backstay: \(message)") }

  /// A JSON object on one line, without a place or a rule.
  package var json: String {
    JSONValue.object(["severity": "error", "message": .string(message)]).renderedCompact()
  }

  /// A GitHub Actions command.
  package var workflowCommand: String { WorkflowCommand("error", data: "backstay: " + message).text }
}
