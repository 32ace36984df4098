package import Diagnostics

/// Something that must be true of what was restored.
package final class Assertion: Record {
  package enum Subject: Sendable {
    case sql(Prose)
    case keyMatches(KeyPair)
  }

  package let subject: Subject?
  package let database: Text?
  package let atLeast: Count?
  package let equals: Text?

  package static let name: StaticString = "Assertion"
  package static let doc: StaticString = "Something that must be true of what was restored."

  package init(_ form: inout Form) {
    subject = form.exactlyOne(of: Subject.self) { form, choice in
      form.option(&choice, "sql", Subject.sql, doc: "A query that returns one value.")
      form.option(
        &choice, "keyMatches", Subject.keyMatches, doc: "A certificate and the private key that belongs to it.")
    }
    database = form.optional(
      "database", absent: "the only one that the drill restores", doc: "The database to query.")
    atLeast = form.optional("atLeast", absent: "no minimum", doc: "The least number that the query may return.")
    equals = form.optional("equals", absent: "any text", doc: "The text that the query must return.")
  }
}

/// A certificate and its private key, by their paths.
package final class KeyPair: Record {
  package let certificate: Path
  package let key: Path

  package static let name: StaticString = "KeyPair"
  package static let doc: StaticString = "A certificate and its private key, by their paths."

  package init(_ form: inout Form) {
    certificate = form.required("certificate", doc: "The certificate's path.")
    key = form.required("key", doc: "The private key's path.")
  }
}
