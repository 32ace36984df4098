import Diagnostics
import Testing
import YAMLSyntax

/// Every node's span is exactly what was written, quotes and brackets included.
@Suite struct SpanTests {
  /// The source text of every node, in the order of the tree.
  static func written(_ text: String) throws -> [String] {
    let file = SourceFile(path: "p.yaml", bytes: Array(text.utf8))
    var diagnostics = Diagnostics()
    guard let tree = YAMLParser.parse(file, at: 0, &diagnostics) else {
      Issue.record("\(diagnostics.sorted().map { $0.message.text })")
      return []
    }
    return (0..<tree.count).map { index in
      let span = tree.span(index)
      return String(decoding: file.bytes[Int(span.start)..<Int(span.end)], as: UTF8.self)
    }
  }

  @Test(arguments: [
    ("plain", ["plain"]),
    ("'single ''quoted'''", ["'single ''quoted'''"]),
    ("\"double\\n\"", ["\"double\\n\""]),
    ("[a, 'b']", ["[a, 'b']", "a", "'b'"]),
    ("{a: b}", ["{a: b}", "a", "b"]),
    ("a: b # comment\n\n# more\n", ["a: b", "a", "b"]),
    ("a:\n  - b\n  - c\n\nd: e\n", ["a:\n  - b\n  - c\n\nd: e", "a", "- b\n  - c", "b", "c", "d", "e"]),
    ("a: {b: c}\nd: [e]\n", ["a: {b: c}\nd: [e]", "a", "{b: c}", "b", "c", "d", "[e]", "e"]),
    ("{}", ["{}"]),
    ("a: []\n", ["a: []", "a", "[]"]),
    ("a: two words  # no\n", ["a: two words", "a", "two words"]),
    ("a:\nb: c\n", ["a:\nb: c", "a", "", "b", "c"]),
  ])
  func ofEveryKindOfNode(text: String, nodes: [String]) throws {
    #expect(try Self.written(text) == nodes)
  }

  @Test(arguments: [
    "é: テスト\n", "# テスト\né: テスト\n", "\u{FEFF}é: テスト\n", "é: テスト\r\n", "\u{FEFF}# é\r\né: テスト\r\n",
  ])
  func areInBytesWhateverStandsBefore(text: String) throws {
    #expect(try Self.written(text) == ["é: テスト", "é", "テスト"])
  }

  @Test func areExactBeyondTheFirstCheckpoints() throws {
    let lines = (0..<200).map { "k\($0): é\($0)\n" }.joined()
    let nodes = try Self.written(lines)
    #expect(nodes.count == 401)
    for index in 0..<200 { #expect(nodes[2 * index + 1] == "k\(index)" && nodes[2 * index + 2] == "é\(index)") }
  }

  @Test(arguments: [
    ("a: &x b\n", "b"), ("a: &x 'b'\n", "'b'"), ("a: &x {b: c}\n", "{b: c}"), ("a: &x\n  b: c\n", "b: c"),
    ("a: &x # why\n  - b\n", "- b"), ("a: &x # why, [and] & how\n  b: c\n", "b: c"),
  ])
  func beginBehindTheAnchor(text: String, value: String) throws {
    #expect(try Self.written(text)[2] == value)
  }

  @Test func ofAnAnchoredNothingIsEmpty() throws {
    #expect(try Self.written("a: &x\nb: c\n") == ["a: &x\nb: c", "a", "", "b", "c"])
  }

  @Test func ofAnAliasIsTheAlias() throws {
    #expect(try Self.written("a: &x b\nc: *x\n") == ["a: &x b\nc: *x", "a", "b", "c", "*x"])
  }

  @Test(arguments: ["|", ">", "|-", ">+"])
  func ofABlockScalarBeginsAtItsSign(sign: String) throws {
    let value = try #require(try Self.written("a: \(sign)\n  b\n  c\nd: e\n").dropFirst(2).first)
    #expect(value.hasPrefix("\(sign)\n  b\n  c"))
  }

  @Test func everyDocumentIsARoot() {
    let file = SourceFile(path: "p.yaml", bytes: Array("a\n---\nb: c\n---\n...\n".utf8))
    var diagnostics = Diagnostics()
    guard let tree = YAMLParser.parse(file, at: 3, &diagnostics) else {
      Issue.record("the file is sound")
      return
    }
    let (documents, number) = (tree.documents, tree.span(1).file)
    #expect(documents == [0, 1, 4])
    #expect(number == 3)
  }
}
