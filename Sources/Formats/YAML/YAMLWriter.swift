/// The printer of YAML documents: layout here, the spelling of scalars in `YAMLScalar`.
struct YAMLWriter: ~Copyable {
  private(set) var text = ByteText()
  private let dialect: YAMLDocument.Dialect
  /// Whether the last line written ends a literal block whose final blanks or line breaks are part of the string.
  private var endsInLiteralBlank = false

  init(dialect: YAMLDocument.Dialect) { self.dialect = dialect }

  mutating func writeSeparator() { text += "---\n" }

  mutating func writeDocument(_ document: YAMLDocument) {
    endsInLiteralBlank = false
    writeComment(document.comment, indent: 0)
    for action in document.actions {
      writeAction(action)
      text += "\n"
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
        text.appendSpaces(indent)
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
      if !isOnLine { text.appendSpaces(indent) }
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

  /// Writes a key, which on a line has no `indent`.
  private mutating func writeKey(_ key: String, indent: Int?) {
    let start = text.count
    YAMLScalar.append(key, to: &text, inFlow: indent == nil)
    escapeForDialect(from: start)
    // A reader may stop looking for the `:` of an implicit key after 1024 characters (YAML 1.2, 7.4.3).
    if text.count - start > 1000 {
      let spelled = text.removeEnd(from: start)
      text += "? "
      text += spelled
      text += indent == nil ? " " : "\n"
      text.appendSpaces(indent ?? 0)
    }
    text += ":"
  }

  private mutating func writeScalar(_ value: YAMLValue, indent: Int, isRoot: Bool) {
    endsInLiteralBlank = false
    if case .string(let string) = value, withUTF8(of: string, { writeLiteral($0, indent: indent, isRoot: isRoot) }) {
      return
    }
    writeOnLine(value, inFlow: false)
    text += "\n"
  }

  private mutating func writeOnLine(_ value: YAMLValue, inFlow: Bool) {
    switch value {
    case .string(let string):
      let start = text.count
      YAMLScalar.append(string, to: &text, inFlow: inFlow)
      escapeForDialect(from: start)
    case .integer(let number): text += String(number)
    case .boolean(let truth): text += truth ? "true" : "false"
    case .null: text += "null"
    case .template(let action): writeAction(action)
    case .flow(let value): writeOnLine(value, inFlow: true)
    case .anchored(let name, let value):
      text += "&"
      text += name
      text += " "
      writeOnLine(value, inFlow: inFlow)
    case .alias(let name):
      text += "*"
      text += name
    case .sequence(let items):
      text += "["
      for (index, item) in items.enumerated() {
        if index > 0 { text += ", " }
        writeOnLine(item, inFlow: true)
      }
      text += "]"
    case .mapping(let mapping):
      text += "{"
      for (index, entry) in mapping.entries.enumerated() {
        if index > 0 { text += ", " }
        writeKey(entry.key, indent: nil)
        text += " "
        writeOnLine(entry.value, inFlow: true)
      }
      text += "}"
    }
  }

  private mutating func writeAction(_ action: String) {
    precondition(dialect == .helmTemplate, "a Helm action in a document that Helm does not read")
    text += action
  }

  /// Writes a string as a literal block; `false` if it can't be one.
  private mutating func writeLiteral(_ bytes: UnsafeBufferPointer<UInt8>, indent: Int, isRoot: Bool) -> Bool {
    guard let block = LiteralBlock(bytes), !(isRoot && block.needsIndentationIndicator) else { return false }
    let start = text.count
    text += block.header
    text += "\n"
    var line = 0
    while line <= block.body.upperBound {
      let end = min(bytes.lineEnd(from: line), block.body.upperBound)
      if line < end {
        text.appendSpaces(indent + 2)
        text.append(bytes[line..<end])
      }
      text += "\n"
      line = end + 1
    }
    escapeForDialect(from: start)
    endsInLiteralBlank = block.endsInBlank
    return true
  }

  private mutating func writeComment(_ comment: [String], indent: Int) {
    for line in commentLines(comment) {
      text.appendSpaces(indent)
      let start = text.count
      text += line
      escapeForDialect(from: start)
      text += "\n"
    }
  }

  private mutating func escapeForDialect(from start: Int) {
    if dialect == .helmTemplate { text.escapeTemplates(from: start) }
  }
}
