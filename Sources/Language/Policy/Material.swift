package import Diagnostics

/// Something that a complete restore needs.
package final class Material: Record {
  package enum Kind: Sendable {
    case postgresql(PostgreSQL)
    case files(Files)
    case external(External)
  }

  package let id: Text
  /// `nil` only in a record that is being described.
  package let kind: Kind?

  package static let name: StaticString = "Material"
  package static let doc: StaticString = "Something that a complete restore needs."

  package init(_ form: inout Form) {
    id = form.name
    kind = form.exactlyOne(of: Kind.self) { form, choice in
      form.option(&choice, "postgresql", Kind.postgresql, doc: "A PostgreSQL server's databases.")
      form.option(&choice, "files", Kind.files, doc: "Files and folders.")
      form.option(&choice, "external", Kind.external, doc: "Captured by another system: inventoried, never copied.")
    }
  }
}

/// Files and folders.
package final class Files: Record {
  package let paths: [Path]
  package let exclude: [Text]
  package let sensitive: Flag
  package let expectedSize: Size?

  package static let name: StaticString = "Files"
  package static let doc: StaticString = "Files and folders."

  package init(_ form: inout Form) {
    paths = form.requiredList("paths", doc: "Absolute paths; a folder includes everything in it.")
    exclude = form.list("exclude", doc: "Name patterns to leave out.")
    sensitive = form.defaulted("sensitive", false, doc: "Whether copies must be encrypted, as those of keys must.")
    expectedSize = form.optional(
      "expectedSize", absent: Self.scratchWords, doc: "How large it may become; limits the scratch space.")
  }

  /// Bytes of scratch space where no size is expected.
  package static let scratch = 256 << 20
  static var scratchWords: StaticString { "256Mi of scratch space, and the size of the copies is unknown" }
}

/// Something that another system captures.
package final class External: Record {
  package let what: Prose
  package let location: Prose?
  package let owner: Text?

  package static let name: StaticString = "External"
  package static let doc: StaticString = "Something that another system captures: inventoried, never copied."

  package init(_ form: inout Form) {
    what = form.required("what", doc: "What it is.")
    location = form.optional("where", absent: "not stated", doc: "Where its copies are.")
    owner = form.optional("owner", absent: "not stated", doc: "Who is responsible for it.")
  }
}
