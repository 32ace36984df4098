internal import Diagnostics
internal import YAMLSyntax

/// Reports what is wrong where a list is expected, and how to write the list. Nothing here runs for a valid policy.
extension Form {
  @inline(never)
  mutating func reportNoList<T: Readable>(_ node: Int, of _: T.Type, expected: StaticString, areWords: Bool) {
    guard tree[node].kind == .scalar, !tree.isNull(node) else { return reportWrongKind(node, expected: expected) }
    let text = tree.string(node)
    let help: String?
    if tree[node].style == .plain, text.utf8.count <= Self.longestHelp,
      let items = Self.items(T.self, ofHyphenated: text)
    {
      let lines =
        items.count == 1 ? "`- \(items[0])` on a line of its own" : "each on a line of its own, as `- \(items[0])`"
      help = "write `\(Self.list(items))`, or \(lines)"
    } else if let items = items(T.self, of: node, areWords: areWords) {
      help = "write `\(Self.list(items))`"
    } else {
      help = areWords ? "write each word as an item of its own" : nil
    }
    reportWrongKind(node, expected: expected, help: help)
    proposeList(node)
  }

  private static let longestHelp = 500

  private static func list(_ items: [String]) -> String { "[" + items.joined(separator: ", ") + "]" }

  /// The items that a text was surely meant to be, each as it is written in brackets and then read.
  private func items<T: Readable>(_: T.Type, of node: Int, areWords: Bool) -> [String]? {
    let text = tree.string(node)
    // Nobody reads a longer help.
    guard text.utf8.count <= Self.longestHelp else { return nil }
    let whole = flowTexts(of: node).first { Form.reads(T.self, $0) }.map { [$0] }
    let words = Self.items(T.self, of: text, separatedBy: " ")
    if areWords { return text.utf8.contains(UInt8(ascii: " ")) ? words : whole }
    return Self.items(T.self, of: text, separatedBy: ",") ?? whole ?? words
  }

  /// The items of words between separators; `nil` if it is not such words, or a single one.
  private static func items<T: Readable>(_: T.Type, of text: String, separatedBy separator: Character) -> [String]? {
    let words = text.split(separator: separator).map { word in
      String(word.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
    guard words.count > 1, words.allSatisfy({ isOneWord($0.utf8) }) else { return nil }
    let items = words.compactMap { word in flowTexts(word).first { Form.reads(T.self, $0) } }
    return items.count == words.count ? items : nil
  }

  /// The items of a text in which a hyphen begins each word, as in a list that lacks the spaces behind them.
  private static func items<T: Readable>(_: T.Type, ofHyphenated text: String) -> [String]? {
    let words = text.split(separator: " ")
    guard words.allSatisfy({ $0.hasPrefix("-") && isOneWord($0.utf8) }) else { return nil }
    let items = words.map { String($0.dropFirst()) }.filter { Form.reads(T.self, $0) }
    return items.count == words.count ? items : nil
  }
}
