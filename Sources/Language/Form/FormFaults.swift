package import Diagnostics
internal import YAMLSyntax

/// What is wrong with a node, in words. Nothing in here runs for a sound policy.
extension Form {
  /// The span that stands for a node in a finding: of a block mapping or list only its first key or item.
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

  /// Whether a scalar stands in the file byte for byte as its value, but for quotes around it.
  func isVerbatim(_ node: Int) -> Bool {
    let (style, span) = (tree[node].style, tree.span(node))
    let quotes = style == .plain ? 0 : 2
    return style != .literal && style != .folded && Int(span.end - span.start) == Int(tree[node].length) + quotes
  }

  /// A required key is absent. It is reported when the record's keys are, so that a misspelt one is one finding.
  mutating func lack(_ key: StaticString) {
    failed = true
    missing.append(key)
  }

  /// Reports a fault of a value with the given rule; for the readers of scalars.
  package mutating func fault(
    _ code: String, _ message: Diagnostic.Message, at node: Int, notes: [Diagnostic.Note] = []
  ) {
    diagnostics.error(code, message, at: headline(of: node), notes: notes)
  }

  @inline(never)
  mutating func reportEmpty(key: Int, help: String? = nil) {
    failed = true
    diagnostics.error(
      "missing-value",
      .init("`\(tree.string(key))` has no value", help: help ?? "give it one, or remove the key"), at: tree.span(key))
  }

  @inline(never)
  mutating func reportWrongKind(_ node: Int, expected: StaticString, help: String? = nil) {
    diagnostics.error(
      "wrong-type", .init("expected \(expected), found \(kindWords(node))", help: help), at: headline(of: node))
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

  /// Items of one list, and entries of one mapping of names. Rules compare them with each other, so that work grows with
  /// the square; what needs more is several documents.
  package static let longestList = 1000
  package static let widestMapping = 200

  /// A list or catalogue without entries says nothing, so it is surely a mistake.
  mutating func isFilled(_ node: Int) -> Bool {
    let count = Int(tree[node].count)
    let limit = tree[node].kind == .sequence ? Self.longestList : Self.widestMapping
    if count > 0, count <= limit { return true }
    guard count == 0 else {
      diagnostics.error(
        "too-many-entries", .init("there are \(count) entries, and no more than \(limit) are read"),
        at: headline(of: node))
      return false
    }
    diagnostics.error(
      "empty-list",
      .init(
        tree[node].kind == .sequence ? "the list is empty" : "the mapping is empty",
        help: "add an entry, or remove the key"),
      at: tree.span(node))
    return false
  }

  /// A record that says nothing although it has to.
  @inline(never)
  mutating func reportBare<R: Record>(_ node: Int) -> R? {
    diagnostics.error(
      "empty-list", .init("the mapping is empty", help: "add an entry, or remove the key"), at: tree.span(node))
    return nil
  }

  @inline(never)
  mutating func reportSurprise(_ node: Int, expected: StaticString) {
    let text = tree.string(node)
    switch tree.scalarKind(of: node) {
    case .surprising(let surprise):
      fault(
        "ambiguous-scalar",
        .init("`\(text)` is \(surprise.words) to some readers of YAML", help: "write `\"\(text)\"` to mean the text"),
        at: node)
    case .null:
      reportWrongKind(node, expected: expected)
    default:
      fault(
        "wrong-type",
        .init("expected \(expected), found `\(text)`", help: "write `\"\(text)\"` to mean the text"), at: node)
    }
    proposeQuotes(node)
  }

  @inline(never)
  mutating func reportUnclean(_ node: Int) {
    if tree[node].length == 0 {
      fault("empty-text", .init("the text is empty", help: "give a value, or remove the key"), at: node)
    } else if tree.bytes(of: node).contains(UInt8(ascii: "\n")) {
      fault(
        "control-character", .init("the text holds a line break", help: "write it on one line, in quotes"), at: node)
    } else {
      fault("control-character", .init("the text holds a control character", help: "remove it"), at: node)
    }
  }

  @inline(never)
  mutating func reportName(_ key: Int) {
    diagnostics.error(
      "invalid-name",
      .init("`\(tree.string(key))` can't be a name", help: Name.rule), at: tree.span(key))
  }

  @inline(never)
  mutating func reportKeyword(at node: Int, words: [StaticString]) {
    let text = tree.string(node)
    let names = words.map { "\($0)" }
    fault(
      "unknown-word",
      .init("expected \(Self.choice(names)), found `\(text)`", help: Suggestions.help(for: text, among: names)),
      at: node)
    // Another word is the author's to choose; the same one in other letters is not.
    if let word = names.first(where: { $0.lowercased() == text.lowercased() }) { propose(word, at: node) }
  }

  /// None of these keys is given. It is reported when the record's keys are, as a required key that is absent.
  mutating func lackOne(of keys: [StaticString]) {
    failed = true
    missingChoices.append(keys.map { "\($0)" })
  }

  @inline(never)
  mutating func reportTooMany(_ keys: [StaticString]) {
    failed = true
    var found: [Int] = []
    forEachKey { tree, index in
      if keys.contains(where: { tree.equals(index, $0) }) { found.append(index) }
    }
    guard found.count > 1 else { return }
    diagnostics.error(
      "conflicting-keys",
      .init("`\(tree.string(found[1]))` can't be given beside `\(tree.string(found[0]))`", help: "keep one of them"),
      at: tree.span(found[1]), notes: [.init("the other one", at: tree.span(found[0]))])
  }

  /// Words of which one is expected.
  private static func choice(_ words: [String]) -> String {
    (words.count > 1 ? "one of " : "") + Suggestions.list(words)
  }

  /// Reports unknown keys and missing ones; a misspelt required key is one finding, not two, and so is an unknown key
  /// in the place of those of which one is expected.
  @inline(never)
  mutating func reportKeys<R: Record>(of _: R.Type) {
    // What is only counted needs no words.
    guard diagnostics.count < Diagnostics.limit else {
      failed = true
      return diagnostics.error("unknown-key", .init("keys are unknown or missing"), at: headline(of: mapping))
    }
    let declared = Form.describe(R.self).properties.map { "\($0.key)" }
    var lacking = missing.map { "\($0)" }
    var lackingChoices = missingChoices
    var unknown: [Int] = []
    forEachKey { tree, index in
      if !declared.contains(tree.string(index)) { unknown.append(index) }
    }
    let present = entryKeys
    let absent = declared.filter { !present.contains($0) }
    if !unknown.isEmpty, keysOfLanguage == nil { keysOfLanguage = language?().keys ?? [] }
    var corrections = KeyCorrections(declared: declared, absent: absent, elsewhere: keysOfLanguage ?? [])
    for key in unknown { corrections.add(tree.string(key)) }
    for key in unknown {
      let name = tree.string(key)
      let nearest = Suggestions.nearest(to: name, among: lacking) ?? Suggestions.nearest(to: name, among: absent)
      var known = declared
      if let nearest {
        lacking.removeAll { $0 == nearest }
        lackingChoices.removeAll { $0.contains(nearest) }
      } else if !lackingChoices.isEmpty {
        known = lackingChoices.removeFirst()
      }
      failed = true
      diagnostics.error(
        "unknown-key",
        .init(
          "unknown key `\(name)`",
          help: nearest.map { "did you mean `\($0)`?" }
            ?? (known == declared ? "known here: " : "expected ") + Suggestions.list(known)),
        at: tree.span(key),
        fix: isVerbatim(key) ? corrections.key(for: name).map { Fix(at: tree.span(key), write: $0) } : nil)
    }
    for key in lacking {
      diagnostics.error("missing-key", .init("the key `\(key)` is missing"), at: headline(of: mapping))
    }
    for keys in lackingChoices {
      diagnostics.error("missing-key", .init("expected \(Self.choice(keys))"), at: headline(of: mapping))
    }
  }

  private var entryKeys: [String] {
    var keys: [String] = []
    forEachKey { tree, index in keys.append(tree.string(index)) }
    return keys
  }

  private func forEachKey(_ body: (borrowing Tree, Int) -> Void) {
    var index = mapping + 1
    while index < Int(tree[mapping].next) {
      body(tree, index)
      index = Int(tree[Int(tree[index].next)].next)
    }
  }
}
