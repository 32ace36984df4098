import Diagnostics
import Testing
import YAMLSyntax

/// Faults that are told where they were made, not where libyaml stumbles.
@Suite struct SyntaxCauseTests {
  /// `line:column message` of the only finding.
  static func finding(_ text: String) -> String {
    let file = SourceFile(path: "p.yaml", bytes: Array(text.utf8))
    var diagnostics = Diagnostics()
    if YAMLParser.parse(file, at: 0, &diagnostics) != nil { return "" }
    guard let finding = diagnostics.all.first, diagnostics.count == 1 else { return "" }
    let position = file.position(of: Int(finding.span.start))
    return "\(position.line):\(position.column) \(finding.message.text)"
  }

  @Test(arguments: [
    ("a: \"b\nc: \"d e\"\n", "2:5"), ("a: 'b'c'\n", "1:7"), ("a: \"b\" c\n", "1:8"), ("[\"a\" b]\n", "1:6"),
    ("a: {b: \"c, d: e}\nf: \"g\"\n", "2:5"), ("a: 'b's: c'\n", "1:7"),
    ("a: \"b\nc: \"@d\"\n", "2:5"), ("ä: \"ö\" ü\n", "1:8"),
  ])
  func textBehindAQuote(text: String, place: String) {
    #expect(Self.finding(text) == "\(place) text after a closing quote")
  }

  @Test(arguments: [
    ("a:\n  b:\u{A0}c\n  d: e\n", "2:5 YAML doesn't take this for a space"),
    ("a:\n  b: c\n \u{A0}d: e\n", "3:2 YAML doesn't take this for a space"),
    ("a: “b: c”\n", "1:4 YAML doesn't take this for a quote"),
    ("a: [‘b: c: d’]\n", "1:5 YAML doesn't take this for a quote"),
    ("a\u{FF1A} b\nc: d\n", "1:2 YAML doesn't take this for a colon"),
  ])
  func whatOnlyLooksLikeAMark(text: String, finding: String) {
    #expect(Self.finding(text) == finding)
  }

  /// Where such a character may well stand, the fault is another.
  @Test(arguments: [
    "a: b # “c”: d\nc: d: e\n", "a: b“c”: d\n", "a: b\u{A0}c: d\n", "“a”:\n  b: c\n d: e\n", "a: “b”\nc: d: e\n",
    "a: 'b': c\n", "a: \"b\"\n c: d\n",
  ])
  func whatIsNoCause(text: String) {
    let finding = Self.finding(text)
    #expect(!finding.contains("to YAML") && !finding.contains("closing quote") && !finding.isEmpty)
  }
}
