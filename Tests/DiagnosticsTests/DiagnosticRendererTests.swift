import Diagnostics
import Testing

@Suite struct DiagnosticRendererTests {
  /// The finding at the first occurrence of `marked` in `text`, rendered.
  static func rendered(_ text: String, _ marked: String, colour: Bool = false) throws -> String {
    let file = SourceFile(path: "p.yaml", bytes: Array(text.utf8))
    let start = try #require(offset(of: marked, in: file.bytes))
    let span = Span(file: 0, start: UInt32(start), end: UInt32(start + marked.utf8.count))
    let finding = Diagnostic(.error, "a-rule", .init("it is wrong"), at: span)
    return DiagnosticRenderer(files: [file], usesColour: colour).render([finding])
  }

  static func offset(of text: String, in bytes: [UInt8]) -> Int? {
    let text = Array(text.utf8)
    return bytes.indices.first { bytes[$0...].starts(with: text) }
  }

  @Test func marksTheSpan() throws {
    #expect(
      try Self.rendered("a: 1\nfull: 7d\n", "7d") == """
        p.yaml:2:7: error: it is wrong [a-rule]
          |
        2 | full: 7d
          |       ^~

        """)
  }

  @Test func keepsTabsSoThatTheMarksStandBelow() throws {
    #expect(
      try Self.rendered("a:\t7d\n", "7d") == """
        p.yaml:1:4: error: it is wrong [a-rule]
          |
        1 | a:\t7d
          |   \t^~

        """)
  }

  @Test func wideCharactersTakeTwoColumnsAndMarksNone() throws {
    #expect(
      try Self.rendered("テ: e\u{301} テスト\n", "テスト") == """
        p.yaml:1:7: error: it is wrong [a-rule]
          |
        1 | テ: e\u{301} テスト
          |       ^~~~~~

        """)
  }

  @Test func aLineOf160BytesIsShownWhole() throws {
    let line = String(repeating: "a", count: 157) + " 7d"
    let lines = try Self.rendered(line, "7d").split(separator: "\n")
    #expect(lines[2] == "1 | \(line)")
    #expect(lines[3] == "  | \(String(repeating: " ", count: 158))^~")
  }

  @Test func aLongerLineIsCutOnBothSides() throws {
    let line = String(repeating: "a", count: 500) + " 7d " + String(repeating: "b", count: 500)
    let lines = try Self.rendered(line, "7d").split(separator: "\n")
    #expect(lines[2] == "1 | …\(String(repeating: "a", count: 59)) 7d \(String(repeating: "b", count: 97))…")
    #expect(lines[3] == "  | \(String(repeating: " ", count: 61))^~")
  }

  @Test func aSpanLongerThanTheWindowIsMarkedAsFarAsItIsShown() throws {
    let long = "x" + String(repeating: "y", count: 300)
    let lines = try Self.rendered("a: \(long)\n", long).split(separator: "\n")
    #expect(lines[2].hasSuffix("y…"))
    #expect(lines[3].filter { $0 == "~" }.count == 99)
  }

  @Test func aMegabyteOfOneLineCostsNothing() throws {
    let line = String(repeating: "テ", count: 1 << 20)
    let file = SourceFile(path: "p.yaml", bytes: Array(line.utf8))
    let finding = Diagnostic(.error, "a-rule", .init("x"), at: Span(file: 0, start: 3 << 19, end: (3 << 19) + 3))
    let text = DiagnosticRenderer(files: [file]).render([finding])
    #expect(text.utf8.count < 2000)
  }

  @Test(arguments: ["\u{1B}[31m", "\u{0}", "\u{7F}", "\u{9B}31m", "\u{202E}", "\u{2028}"])
  func controlCharactersNeverReachTheTerminal(control: String) throws {
    let file = SourceFile(path: "p\(control).yaml", bytes: Array("a\(control)b\n".utf8))
    let finding = Diagnostic(
      .error, "a-rule", .init("x\(control)", help: "y\(control)"), at: .none,
      notes: [.init("z\(control)", at: .none)])
    let text = DiagnosticRenderer(files: [file]).render([finding])
    let scalar = try #require(control.unicodeScalars.first)
    #expect(!text.unicodeScalars.contains(scalar))
    #expect(text.unicodeScalars.filter { $0 == "\u{FFFD}" }.count >= 6)
  }

  @Test func aCarriageReturnIsNoPartOfTheLine() throws {
    #expect(
      try Self.rendered("a: 1\r\nb: 7d\r\n", "7d") == """
        p.yaml:2:4: error: it is wrong [a-rule]
          |
        2 | b: 7d
          |    ^~

        """)
  }

  @Test func aByteOrderMarkIsNoColumn() throws {
    #expect(
      try Self.rendered("\u{FEFF}a: 7d\n", "a") == """
        p.yaml:1:1: error: it is wrong [a-rule]
          |
        1 | a: 7d
          | ^

        """)
  }

  @Test func aSpanOverLinesIsMarkedToTheEndOfItsFirst() throws {
    #expect(try Self.rendered("a: [1,\n 2]\n", "[1,\n 2]").hasSuffix("1 | a: [1,\n  |    ^~~\n"))
  }

  @Test func invalidBytesAreShownAsReplacements() {
    let file = SourceFile(path: "p.yaml", bytes: [0x61, 0x3A, 0x20, 0xE4, 0x62])
    let finding = Diagnostic(.error, "a-rule", .init("x"), at: Span(file: 0, start: 3, end: 4))
    #expect(DiagnosticRenderer(files: [file]).render([finding]).hasSuffix("1 | a: \u{FFFD}b\n  |    ^\n"))
  }

  @Test func helpAndNotesFollow() {
    let file = SourceFile(path: "p.yaml", bytes: Array("a: 1\nb: 2\n".utf8))
    let finding = Diagnostic(
      .warning, "a-rule", .init("it is wrong", help: "mend it"), at: Span(file: 0, start: 5, end: 6),
      notes: [.init("seen here", at: Span(file: 0, start: 0, end: 1))])
    #expect(
      DiagnosticRenderer(files: [file]).render([finding]) == """
        p.yaml:2:1: warning: it is wrong [a-rule]
          |
        2 | b: 2
          | ^
          = help: mend it
        p.yaml:1:1: note: seen here
          |
        1 | a: 1
          | ^

        """)
  }

  @Test func anEmptyFileHasNoExcerpt() {
    let finding = Diagnostic(.error, "a-rule", .init("it is empty"), at: .none)
    let text = DiagnosticRenderer(files: [SourceFile(path: "p.yaml", bytes: [])]).render([finding])
    #expect(text == "p.yaml:1:1: error: it is empty [a-rule]\n")
  }

  @Test func aSpanOfAnUnknownFileIsNoCrash() {
    let finding = Diagnostic(.error, "a-rule", .init("x"), at: Span(file: 7, start: 9, end: 12))
    #expect(DiagnosticRenderer(files: []).render([finding]) == "-:1:1: error: x [a-rule]\n")
  }

  @Test func aSpanBeyondTheEndIsNoCrash() {
    let file = SourceFile(path: "p.yaml", bytes: Array("a: 1\n".utf8))
    let finding = Diagnostic(.error, "a-rule", .init("x"), at: Span(file: 0, start: 90, end: 120))
    #expect(DiagnosticRenderer(files: [file]).render([finding]).hasPrefix("p.yaml:2:1: error: x [a-rule]\n"))
  }

  @Test func coloursOnlyWhenAsked() throws {
    #expect(try !Self.rendered("a: 7d\n", "7d").contains("\u{1B}"))
    #expect(try Self.rendered("a: 7d\n", "7d", colour: true).contains("\u{1B}[31m^~\u{1B}[0m"))
  }
}

extension DiagnosticRenderer {
  /// The findings as text.
  fileprivate func render(_ diagnostics: [Diagnostic]) -> String {
    String(decoding: bytes(of: diagnostics), as: UTF8.self)
  }
}
