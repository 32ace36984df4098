package import Diagnostics

/// Application-specific steps of a restore.
package final class RestoreNotes: Record {
  package let before: [RestoreStep]
  package let after: [RestoreStep]
  package let origin: Span

  package static let name: StaticString = "Restore"
  package static let doc: StaticString = "Application-specific steps of a restore."
  package static let minimumKeys = 1

  package init(_ form: inout Form) {
    origin = form.origin
    before = form.list("before", doc: "Before anything is restored.")
    after = form.list("after", doc: "After everything is restored.")
  }
}

/// A step of a restore: what a person does, or a statement to run.
package final class RestoreStep: Union {
  package let text: Prose
  package let isStatement: Bool

  private init(_ text: Prose, isStatement: Bool) {
    self.text = text
    self.isStatement = isStatement
  }

  package static func declare(_ form: inout Form, _ forms: inout Forms) -> RestoreStep? {
    form.scalar(&forms, Prose.self) { RestoreStep($0, isStatement: false) }
      ?? form.record(&forms, Statement.self) { RestoreStep($0.sql, isStatement: true) }
  }

  package static var standIn: RestoreStep { RestoreStep(.standIn, isStatement: false) }

  final class Statement: Record {
    let sql: Prose

    static let name: StaticString = "Statement"
    static let doc: StaticString = "A statement to run."

    init(_ form: inout Form) {
      sql = form.required("sql", doc: "The statement.")
    }
  }
}
