package import Diagnostics

/// Steps of a restore that only this application knows.
package final class RestoreSteps: Sendable {
  package struct Step: Sendable {
    package var text: Text
    /// Whether the text is an SQL statement, not something that a person does.
    package var isStatement: Bool

    package init(text: Text, isStatement: Bool) {
      self.text = text
      self.isStatement = isStatement
    }
  }

  package let before: [Step]
  package let after: [Step]

  package init(before: [Step] = [], after: [Step] = []) {
    self.before = before
    self.after = after
  }
}
