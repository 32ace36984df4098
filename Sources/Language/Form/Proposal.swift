internal import Diagnostics
internal import YAMLSyntax

/// How a faulty scalar would be written, before it is known whether its key takes that.
struct Proposal {
  let node: Int
  let fix: Fix
  /// The whole value as it then is.
  let value: String
  /// Whether the finding helps to no more than this, so that it says too much where the value isn't read either.
  var isWholeHelp = false
  /// Whether it leaves nothing to decide.
  var isFix = true
}

/// A fault proposes what it would write, and whoever knows the type that is wanted there settles it: a fix is offered
/// only where the value is then read. Nothing in here runs for a sound policy.
extension Form {
  /// Makes the record faulty, and gives the latest finding its fix if a value of the type is read from it. A help that the
  /// type would refuse gives way to what it knows; not where the type is only that of the items of a list.
  @inline(never)
  mutating func settle<T: Readable>(_: T.Type, at node: Int, isOfItems: Bool = false) {
    failed = true
    let proposal = self.proposal.flatMap { $0.node == node ? $0 : nil }
    self.proposal = nil
    // A list or mapping has findings of its own, and so has what only stands for a name that is told elsewhere.
    guard tree[node].kind == .scalar, let latest = diagnostics.all.last, latest.span.isWithin(tree.span(node)),
      !latest.isConfidential
    else { return }
    if let proposal, Form.reads(T.self, proposal.value) {
      if proposal.isFix { diagnostics.fixLatest(by: proposal.fix) }
    } else if isOfItems {
      return
    } else if let text = T.correction(of: tree.string(node)), Form.reads(T.self, text) {
      diagnostics.helpLatest("write `\(text)`")
    } else if proposal?.isWholeHelp == true {
      diagnostics.helpLatest(T.help)
    }
  }

  /// Proposes to write a scalar otherwise.
  mutating func propose(_ text: String, at node: Int) {
    guard isVerbatim(node) else { return }
    proposal = Proposal(node: node, fix: Fix(at: tree.span(node), write: text), value: text)
  }

  /// Proposes to quote what is no text. A word such as `no` is not fixed: its author may have meant an answer.
  mutating func proposeQuotes(_ node: Int) {
    propose("\"\(tree.string(node))\"", at: node)
    proposal?.isWholeHelp = true
    switch tree.scalarKind(of: node) {
    case .null, .string, .boolean, .surprising(.boolean): proposal?.isFix = false
    case .integer, .surprising: break
    }
  }

  /// Proposes to make a list of a single word; of several it can't be told how many items they are.
  mutating func proposeList(_ node: Int) {
    guard Self.isOneWord(tree.bytes(of: node)), isVerbatim(node) else { return }
    // Quotes stay, because the word may need them.
    let text = tree.string(node)
    let written =
      switch tree[node].style {
      case .singleQuoted: "'\(text)'"
      case .doubleQuoted: "\"\(text)\""
      case .plain, .literal, .folded: text
      }
    proposal = Proposal(node: node, fix: Fix(at: tree.span(node), write: "[\(written)]"), value: written)
  }

  /// Proposes to replace these bytes of a scalar's value.
  mutating func propose(_ text: String, for range: Range<Int>, of node: Int) {
    let value = tree.string(node).utf8
    guard isVerbatim(node), !range.isEmpty, range.upperBound <= value.count else { return }
    // Inside braces or brackets a comma would end a value without quotes.
    if tree[node].style == .plain, text.utf8.contains(UInt8(ascii: ",")) { return }
    let whole =
      String(decoding: value.prefix(range.lowerBound), as: UTF8.self) + text
      + String(decoding: value.dropFirst(range.upperBound), as: UTF8.self)
    guard !whole.utf8.contains(where: { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }) else { return }
    proposal = Proposal(node: node, fix: Fix(at: part(range, of: node), write: text), value: "\"\(whole)\"")
  }
}
