import Diagnostics
import Testing
import YAMLSyntax

/// A digest is that of what a document says, however it is written.
@Suite struct DigestTests {
  private func digests(_ text: String) throws -> [String] {
    var diagnostics = Diagnostics()
    let parsed = YAMLParser.parse(SourceFile(path: "p.yaml", bytes: Array(text.utf8)), at: 0, &diagnostics)
    guard let tree = parsed else {
      Issue.record("\(text) is not YAML")
      return []
    }
    return tree.documents.map { tree.digest(of: $0) }
  }

  @Test(arguments: [
    ("{a: [b, c]}", "# more\na:\n  - b\n  - c # less\n"), ("a: 'x'", "a: \"x\""),
    ("[&x {a: b}, *x]", "[{a: b}, {a: b}]"),
    ("a: |\n  x\n", "a: \"x\\n\""),
  ])
  func `layout, comments, quotes and anchors don't count`(one: String, other: String) throws {
    #expect(try digests(one) == digests(other))
    #expect(try digests(one).first?.count == 16)
  }

  @Test(arguments: [
    ("a: b", "a: c"), ("a: b", "b: a"), ("a: 1", "a: \"1\""), ("[a, [b]]", "[[a], b]"), ("[ab]", "[a, b]"),
    ("{a: b}", "[a, b]"), ("a: {}", "a: []"), ("a: b", "a: b\nc: d"),
  ])
  func `content and shape count`(one: String, other: String) throws {
    #expect(try digests(one) != digests(other))
  }

  @Test func `each document has its own`() throws {
    let both = try digests("a: b\n---\na: c\n")
    #expect(both.count == 2 && Set(both).count == 2)
    #expect(try digests("a: c") == [both[1]])
  }
}
