internal import Diagnostics
internal import YAMLSyntax

/// A replacement for a faulty scalar, before it is known whether its key takes that.
struct Proposal {
  let node: Int
  let fix: Fix
  /// The whole value after the replacement.
  let value: String
  /// Whether this is all that the finding's help says, so that the help is wrong if the value can't be read either.
  var isWholeHelp = false
  /// Whether it leaves nothing to decide.
  var isFix = true
}

/// A fault proposes a replacement, and the code that knows the expected type decides: a fix is offered only if the
/// value can then be read. Nothing here runs for a valid policy.
extension Form {
  /// Marks the record as faulty, and adds the fix to the latest finding if the type can read it. If the type rejects a
  /// help, its own suggestion replaces that, unless the type is only that of a list's items.
  @inline(never)
  mutating func settle<T: Readable>(_: T.Type, at node: Int, isOfItems: Bool = false) {
    failed = true
    let proposal = self.proposal.flatMap { $0.node == node ? $0 : nil }
    self.proposal = nil
    // Lists and mappings have their own findings, and so do names that are reported elsewhere.
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

  /// Proposes to write a scalar differently.
  mutating func propose(_ text: String, at node: Int) {
    guard isVerbatim(node) else { return }
    proposal = Proposal(node: node, fix: Fix(at: tree.span(node), write: text), value: text)
  }

  /// Proposes to quote a scalar that isn't a string. A word such as `no` is not fixed: its author may have meant a
  /// boolean.
  mutating func proposeQuotes(_ node: Int) {
    propose("\"\(tree.string(node))\"", at: node)
    proposal?.isWholeHelp = true
    switch tree.scalarKind(of: node) {
    case .null, .string, .boolean, .surprising(.boolean): proposal?.isFix = false
    case .integer, .surprising: break
    }
  }

  /// Proposes to make a list of a single word; with several, it isn't clear how many items they are.
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
