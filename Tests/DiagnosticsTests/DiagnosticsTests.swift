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
