/// The printer of YAML documents: layout here, the spelling of scalars in `YAMLScalar`.
struct YAMLWriter {
  private(set) var text = ""
  private let dialect: YAMLDocument.Dialect
  /// Whether the last line written ends a literal block whose final blanks or line breaks are part of the string.
  private var endsInLiteralBlank = false

  init(dialect: YAMLDocument.Dialect) { self.dialect = dialect }

  mutating func writeSeparator() { text += "---\n" }

  mutating func writeDocument(_ document: YAMLDocument) {
    endsInLiteralBlank = false
    writeComment(document.comment, indent: 0)
    for action in document.actions {
      precondition(dialect == .helmTemplate, "a Helm action in a document that Helm does not read")
      text += action + "\n"
    }
    switch document.root {
    case .mapping(let mapping) where !mapping.isEmpty: writeEntries(mapping, indent: 0, firstOnLine: false)
    case .sequence(let items) where !items.isEmpty: writeItems(items, indent: 0, firstOnLine: false)
    case let scalar: writeScalar(scalar, indent: 0, isRoot: true)
    }
    // Helm trims each manifest before it parses it (SplitManifests), which would take blanks at the end of the string away.
    if endsInLiteralBlank { text += "# end\n" }
  }

  private mutating func writeEntries(_ mapping: YAMLMapping, indent: Int, firstOnLine: Bool) {
    var isOnLine = firstOnLine
    for entry in mapping.entries {
      if !isOnLine {
        writeComment(entry.comment, indent: indent)
        writeSpaces(indent)
      }
      isOnLine = false
      writeKey(entry.key, indent: indent)
      switch entry.value {
      case .mapping(let nested) where !nested.isEmpty:
        text += "\n"
        writeEntries(nested, indent: indent + 2, firstOnLine: false)
      case .sequence(let items) where !items.isEmpty:
        text += "\n"
        writeItems(items, indent: indent, firstOnLine: false)
      case let scalar:
        text += " "
        writeScalar(scalar, indent: indent, isRoot: false)
      }
    }
  }

  private mutating func writeItems(_ items: [YAMLValue], indent: Int, firstOnLine: Bool) {
    var isOnLine = firstOnLine
    for item in items {
      if !isOnLine { writeSpaces(indent) }
      isOnLine = false
      switch item {
      case .mapping(let nested) where nested.entries.first?.comment.isEmpty == false:
        text += "-\n"
        writeEntries(nested, indent: indent + 2, firstOnLine: false)
      case .mapping(let nested) where !nested.isEmpty:
        text += "- "
        writeEntries(nested, indent: indent + 2, firstOnLine: true)
      case .sequence(let nested) where !nested.isEmpty:
        text += "- "
        writeItems(nested, indent: indent + 2, firstOnLine: true)
      case let scalar:
        text += "- "
        writeScalar(scalar, indent: indent, isRoot: false)
      }
    }
  }

  private mutating func writeKey(_ key: String, indent: Int) {
    text += spelledKey(key, inFlow: false, before: "\n" + String(repeating: " ", count: indent)) + ":"
  }

  /// The key without its `:`, which `separation` parts from one that has to be marked as a key.
  private func spelledKey(_ key: String, inFlow: Bool, before separation: String) -> String {
    let spelled = escapedForDialect(YAMLScalar.onOneLine(key, inFlow: inFlow))
    // A reader may stop looking for the `:` of an implicit key after 1024 characters (YAML 1.2, 7.4.3).
    return spelled.utf8.count > 1000 ? "? \(spelled)\(separation)" : spelled
  }

  private mutating func writeScalar(_ value: YAMLValue, indent: Int, isRoot: Bool) {
    endsInLiteralBlank = false
    if case .string(let string) = value, let block = LiteralBlock(string), !(isRoot && block.needsIndentationIndicator)
    {
      writeLiteral(block, indent: indent)
      return
    }
    writeOnOneLine(value, inFlow: false)
    text += "\n"
  }

  private mutating func writeOnOneLine(_ value: YAMLValue, inFlow: Bool) {
    switch value {
    case .string(let string): text += escapedForDialect(YAMLScalar.onOneLine(string, inFlow: inFlow))
    case .integer(let number): text += String(number)
    case .boolean(let truth): text += truth ? "true" : "false"
    case .null: text += "null"
    case .template(let action):
      precondition(dialect == .helmTemplate, "a Helm action in a document that Helm does not read")
      text += action
    case .anchored(let name, let value):
      text += "&\(name) "
      writeOnOneLine(value, inFlow: inFlow)
    case .alias(let name): text += "*\(name)"
    case .sequence(let items):
      text += "["
      for (index, item) in items.enumerated() {
        if index > 0 { text += ", " }
        writeOnOneLine(item, inFlow: true)
      }
      text += "]"
    case .flow(let value): writeOnOneLine(value, inFlow: true)
    case .mapping(let mapping):
      text += "{"
      for (index, entry) in mapping.entries.enumerated() {
        if index > 0 { text += ", " }
        text += "\(spelledKey(entry.key, inFlow: true, before: " ")): "
        writeOnOneLine(entry.value, inFlow: true)
      }
      text += "}"
    }
  }

  private mutating func writeLiteral(_ block: LiteralBlock, indent: Int) {
    text += block.header
    text += "\n"
    for line in block.lines {
      if !line.isEmpty {
        writeSpaces(indent + 2)
        text += escapedForDialect(String(line))
      }
      text += "\n"
    }
    endsInLiteralBlank = block.endsInBlank
  }

  private mutating func writeComment(_ comment: [String], indent: Int) {
    for line in commentLines(comment) {
      writeSpaces(indent)
      text += escapedForDialect(line)
      text += "\n"
    }
  }

  private mutating func writeSpaces(_ count: Int) {
    for _ in 0..<count { text.unicodeScalars.append(" ") }
  }

  private func escapedForDialect(_ spelled: String) -> String {
    dialect == .helmTemplate ? TemplateText.escaped(spelled) : spelled
  }
}
