package import Diagnostics
internal import YAMLSyntax

/// Reports what is wrong with a node. Nothing here runs for a valid policy.
extension Form {
  /// The span of a node in a finding: for a block mapping or list, only its first key or item.
  func headline(of node: Int) -> Span {
    let span = tree.span(node)
    guard tree[node].kind != .scalar, tree[node].count > 0 else { return span }
    let first = tree.span(node + 1)
    return first.start == span.start ? first : Span(file: span.file, start: span.start, end: span.start + 1)
  }

  /// The place of these bytes of a scalar's value; the whole scalar where escapes or folded lines have moved them.
  func part(_ range: Range<Int>, of node: Int) -> Span {
    let quote = tree[node].style == .plain ? 0 : 1
    guard isVerbatim(node), !range.isEmpty else { return tree.span(node) }
    return tree.span(node).part(quote + range.lowerBound, range.count)
  }

  /// Whether a scalar is written in the file byte for byte as its value, except for quotes around it.
  func isVerbatim(_ node: Int) -> Bool {
    let (style, span) = (tree[node].style, tree.span(node))
    let quotes = style == .plain ? 0 : 2
    return style != .literal && style != .folded && Int(span.end - span.start) == Int(tree[node].length) + quotes
  }

  /// Reports a fault of a value with the given rule; for the readers of scalars.
  package mutating func fault(
    _ fault: Fault, _ message: Diagnostic.Message, at node: Int, notes: [Diagnostic.Note] = []
  ) {
    // This fault is itself about characters.
    let help = fault == .controlCharacter ? message.help : lookAlike(in: node) ?? message.help
    diagnostics.report(fault, .init(message.text, help: help), at: headline(of: node), notes: notes)
  }

  /// The help for a scalar with a look-alike character, which is then the most likely cause of its fault.
  func lookAlike(in node: Int) -> String? {
    tree[node].kind == .scalar ? LookAlike.first(in: tree.bytes(of: node))?.words : nil
  }

  @inline(never)
  mutating func reportWrongKind(_ node: Int, expected: StaticString, help: String? = nil) {
    fault(.wrongType, .init("expected \(expected), found \(kindWords(node))", help: help), at: node)
  }

  func kindWords(_ node: Int) -> String {
    switch tree[node].kind {
    case .mapping: return "a mapping"
    case .sequence: return "a list"
    case .scalar, .alias:
      if tree.isNull(node) { return "nothing" }
      return "`\(tree.string(node))`"
    }
  }

  /// The most items of a list, and entries of a mapping of names. Rules compare them with each other, so the work grows
  /// with the square; larger deployments use several documents.
  package static let longestList = 1000
  package static let widestMapping = 200

  /// A list or catalogue without entries says nothing, so it is surely a mistake.
  mutating func isFilled(_ node: Int) -> Bool {
    let count = Int(tree[node].count)
    let limit = tree[node].kind == .sequence ? Self.longestList : Self.widestMapping
    if count > 0, count <= limit { return true }
    guard count == 0 else {
      diagnostics.report(
        .tooManyEntries, .init("there are \(count) entries, and at most \(limit) are allowed"),
        at: headline(of: node))
      return false
    }
    diagnostics.report(
      .emptyList,
      .init(
        tree[node].kind == .sequence ? "the list is empty" : "the mapping is empty",
        help: "add an entry, or remove the key"),
      at: tree.span(node))
    return false
  }

  /// A record that is empty although it must not be.
  @inline(never)
  mutating func reportBare<R: Record>(_ node: Int) -> R? {
    diagnostics.report(
      .emptyList, .init("the mapping is empty", help: "add an entry, or remove the key"), at: tree.span(node))
    return nil
  }

  @inline(never)
  mutating func reportSurprise(_ node: Int, expected: StaticString) {
    let text = tree.string(node)
    switch tree.scalarKind(of: node) {
    case .surprising(let surprise):
      fault(
        .ambiguousScalar,
        .init("`\(text)` is \(surprise.words) to some YAML readers", help: "write `\"\(text)\"` to mean the text"),
        at: node)
    case .null:
      reportWrongKind(node, expected: expected)
    default:
      fault(
        .wrongType,
        .init("expected \(expected), found `\(text)`", help: "write `\"\(text)\"` to mean the text"), at: node)
    }
    proposeQuotes(node)
  }

  @inline(never)
  mutating func reportUnclean(_ node: Int) {
    if tree[node].length == 0 {
      fault(.emptyText, .init("the value is empty", help: "give a value, or remove the key"), at: node)
    } else if tree.bytes(of: node).contains(UInt8(ascii: "\n")) {
      fault(
        .controlCharacter, .init("the value contains a line break", help: "write it on one line, in quotes"), at: node)
    } else {
      fault(.controlCharacter, .init("the value contains a control character", help: "remove it"), at: node)
    }
  }

  /// A key of a catalogue that isn't a valid name. Its uses don't get the same finding, and neither do uses of the
  /// right name.
  @inline(never)
  mutating func reportName(_ key: Int, in catalogue: Int) {
    failed = true
    let text = tree.string(key)
    if Name.isValid(tree, key) { return reportSurprise(key, expected: "a name") }
    let name = Name.correction(of: LookAlike.mended(text)).flatMap { keyNames(of: catalogue).contains($0) ? nil : $0 }
    entryName = name
    if misnamed.contains(text) { return }
    misnamed.append(text)
    fault(
      .invalidName,
      .init("`\(text)` can't be a name", help: name.map { "write `\($0)`, here and where it is used" } ?? Name.rule),
      at: key)
  }

  /// A word that isn't one of the known ones; `forms` are the other forms that the value may have.
  @inline(never)
  mutating func reportKeyword(at node: Int, words: [StaticString], or forms: [String] = [], help: String? = nil) {
    let text = tree.string(node)
    let names = words.map { "\($0)" }
    fault(
      .unknownWord,
      .init(
        "expected \(forms.isEmpty ? Self.choice(names) : Self.either(names.map { "`\($0)`" } + forms)), found `\(text)`",
        help: help ?? Suggestions.help(for: text, among: names)),
      at: node)
    // Choosing another word is up to the author; the same word in another case isn't a choice.
    if let word = names.first(where: { $0.lowercased() == text.lowercased() }) { propose(word, at: node) }
  }

  /// The alternatives, of which one is expected.
  static func either(_ forms: [String]) -> String {
    guard let last = forms.last, forms.count > 1 else { return forms.first ?? "nothing" }
    return forms.dropLast().joined(separator: ", ") + " or " + last
  }

  /// The words, of which one is expected.
  static func choice(_ words: [String]) -> String {
    (words.count > 1 ? "one of " : "") + Suggestions.list(words)
  }
}
