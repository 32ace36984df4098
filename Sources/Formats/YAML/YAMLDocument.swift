/// A YAML document with the comment above it.
package struct YAMLDocument: Sendable, Equatable {
  /// Who reads the text first.
  package enum Dialect: Sendable, Equatable {
    /// A YAML reader.
    case plain
    /// Helm's template engine, and a YAML reader after it: `{{` in ordinary text is said so that Helm prints it.
    case helmTemplate
  }

  /// Lines at the top, without their `#`.
  package var comment: [String]
  /// Lines of Helm actions under the comment, for a `.helmTemplate` only.
  package var actions: [String]
  /// The value of the document.
  package var root: YAMLValue

  /// A document of `root` under `comment` and `actions`.
  package init(comment: [String] = [], actions: [String] = [], root: YAMLValue) {
    self.comment = comment
    self.actions = actions
    self.root = root
  }

  /// The text of the document, in block style with two spaces a level and a final line break.
  ///
  /// Readers of YAML 1.1 and 1.2 agree about it: whatever either could take for something else than a string is quoted,
  /// and no line is folded. A `.template` in a `.plain` rendering is a mistake of the program and stops it.
  package func rendered(as dialect: Dialect = .plain) -> String {
    var writer = YAMLWriter(dialect: dialect)
    writer.writeDocument(self)
    return writer.text.string
  }

  /// The text of several documents, parted by `---`.
  package static func stream(_ documents: [YAMLDocument], as dialect: Dialect = .plain) -> String {
    var writer = YAMLWriter(dialect: dialect)
    for (index, document) in documents.enumerated() {
      if index > 0 { writer.writeSeparator() }
      writer.writeDocument(document)
    }
    return writer.text.string
  }
}
