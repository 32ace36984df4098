import Diagnostics
import Testing

@Suite struct DiagnosticsTests {
  static func finding(_ file: UInt32, _ start: UInt32, _ code: String = "a", _ text: String = "x") -> Diagnostic {
    Diagnostic(.error, code, .init(text), at: Span(file: file, start: start, end: start + 1))
  }

  @Test func sortsByFilePositionAndCode() {
    var diagnostics = Diagnostics()
    let ordered = [
      Self.finding(0, 1, "a"), Self.finding(0, 1, "b"), Self.finding(0, 7, "a"), Self.finding(1, 0, "a", "x"),
      Self.finding(1, 0, "a", "y"),
    ]
    for finding in ordered.reversed() { diagnostics.report(finding) }
    #expect(diagnostics.sorted() == ordered)
  }

  @Test func aFindingReportedTwiceAppearsOnce() {
    var diagnostics = Diagnostics()
    for _ in 0..<2 { diagnostics.report(Self.finding(0, 1)) }
    #expect(diagnostics.all.count == 2)
    #expect(diagnostics.sorted() == [Self.finding(0, 1)])
  }

  @Test func findingsThatDifferInAnythingAllAppear() {
    let plain = Self.finding(0, 1)
    let noted = Diagnostic(plain.severity, plain.code, plain.message, at: plain.span, notes: [.init("here", at: .none)])
    let helped = Diagnostic(plain.severity, plain.code, .init("x", help: "mend it"), at: plain.span)
    var diagnostics = Diagnostics()
    for finding in [plain, noted, helped] { diagnostics.report(finding) }
    #expect(diagnostics.sorted().count == 3)
  }

  @Test func onlyAnErrorIsAnError() {
    var diagnostics = Diagnostics()
    diagnostics.advice("a", .init("x"), at: .none)
    #expect(!diagnostics.contains(.warning) && !diagnostics.hasErrors)
    diagnostics.warning("a", .init("x"), at: .none)
    #expect(diagnostics.contains(.warning) && !diagnostics.hasErrors)
    diagnostics.error("a", .init("x"), at: .none)
    #expect(diagnostics.hasErrors)
  }

  @Test func aLongMessageIsCutBetweenCharacters() {
    let long = String(repeating: "é", count: 1001)
    #expect(Diagnostic.Message(long, help: long).text == String(long.dropLast()) + "…")
    #expect(Diagnostic.Message(long, help: long).help == String(long.dropLast()) + "…")
    #expect(Diagnostic.Message(String(long.dropLast())).text == String(long.dropLast()))
  }

  @Test func onlySoManyAreKeptAndTheRestIsCounted() throws {
    var diagnostics = Diagnostics()
    for start in 0..<UInt32(Diagnostics.limit) {
      diagnostics.warning("a", .init("x"), at: Span(file: 0, start: start, end: start + 1))
    }
    #expect(diagnostics.sorted().count == Diagnostics.limit && !diagnostics.hasErrors)
    diagnostics.advice("a", .init("x"), at: .none)
    #expect(diagnostics.sorted().last?.severity == .advice)
    var others = Diagnostics()
    for _ in 0..<Diagnostics.limit + 5 { others.error("a", .init("x"), at: .none) }
    diagnostics.report(others)
    let last = try #require(diagnostics.sorted().last)
    #expect(last.code == "too-many-findings" && last.severity == .error && diagnostics.hasErrors)
    #expect(last.message.text == "1006 more findings are not shown" && diagnostics.count == 2006)
    #expect(diagnostics.all.count == Diagnostics.limit)
  }

  @Test(arguments: [0, 1, 15, 16, 17, 31, 32, 33, 100])
  func positionsOfLongLinesAreThoseOfShortOnes(length: Int) {
    let file = SourceFile(path: "p", bytes: Array(("first\n" + String(repeating: "é", count: length) + "x\nlast").utf8))
    #expect(file.position(of: 6 + 2 * length) == Position(line: 2, column: length + 1))
    #expect(file.lineRange(around: 6 + length) == 6..<(7 + 2 * length))
    #expect(file.lineRange(around: 9 + 2 * length) == (8 + 2 * length)..<(12 + 2 * length))
  }

  @Test func aPartOfASpanStaysWithinIt() {
    let span = Span(file: 0, start: 10, end: 20)
    #expect(span.part(2, 3) == Span(file: 0, start: 12, end: 15))
    #expect(span.part(8, 9) == Span(file: 0, start: 18, end: 20))
    #expect(span.part(40, 9) == Span(file: 0, start: 20, end: 20))
  }

  @Test(arguments: [("p.yaml", "p.yaml"), ("a/b/p.yaml", "p.yaml"), ("/p.yaml", "p.yaml"), ("a/", "")])
  func aFilesNameIsItsPathWithoutFolders(path: String, name: String) {
    #expect(SourceFile(path: path, bytes: []).name == name)
  }

  @Test func columnsCountCharactersAndLinesLineFeeds() {
    let file = SourceFile(path: "p", bytes: Array("é\r\nテa\n".utf8))
    #expect(file.position(of: 2) == Position(line: 1, column: 2))
    #expect(file.position(of: 7) == Position(line: 2, column: 2))
    #expect(file.position(of: 99) == Position(line: 3, column: 1))
  }
}
