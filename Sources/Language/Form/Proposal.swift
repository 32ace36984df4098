internal import Diagnostics
internal import YAMLSyntax

/// How a faulty scalar would be written, before it is known whether its key takes that.
struct Proposal {
  let node: Int
  let fix: Fix
  /// The whole value as it then is.
  let value: String
}

/// A fault proposes what it would write, and whoever knows the type that is wanted there settles it: a fix is offered
/// only where the value is then read. Nothing in here runs for a sound policy.
extension Form {
  /// Makes the record faulty, and gives the latest finding its fix if a value of the type is read from it.
  @inline(never)
  mutating func settle<T: Readable>(_: T.Type, at node: Int) {
    failed = true
    guard let proposal else { return }
    self.proposal = nil
    if proposal.node == node, Form.reads(T.self, proposal.value) { diagnostics.fixLatest(by: proposal.fix) }
  }

  /// Proposes to write a scalar otherwise.
  mutating func propose(_ text: String, at node: Int) {
    guard isVerbatim(node) else { return }
    proposal = Proposal(node: node, fix: Fix(at: tree.span(node), write: text), value: text)
  }

  /// Proposes to quote a number. A word such as `no` is left alone: its author may have meant an answer, not a text.
  mutating func proposeQuotes(_ node: Int) {
    switch tree.scalarKind(of: node) {
    case .null, .string, .boolean, .surprising(.boolean): return
    case .integer, .surprising: propose("\"\(tree.string(node))\"", at: node)
    }
  }

  /// Proposes to make a list of a single word; of several it can't be told how many items they are.
  mutating func proposeList(_ node: Int) {
    let isOneWord = tree.bytes(of: node).allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."),
        UInt8(ascii: "/"):
        true
      default: false
      }
    }
    guard isOneWord, isVerbatim(node) else { return }
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
