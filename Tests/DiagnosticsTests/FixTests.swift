import Testing

@testable import Diagnostics

@Suite struct FixTests {
  static let file = SourceFile(path: "p.yaml", bytes: Array("a: 7d # ä\r\nb: 😀\n".utf8))

  static func fix(_ start: UInt32, _ end: UInt32, _ text: String) -> Fix {
    Fix(at: Span(file: 0, start: start, end: end), write: text)
  }

  @Test func onlyTheSpansChange() {
    let fixes = [Self.fix(0, 1, "key"), Self.fix(3, 5, ""), Self.fix(15, 19, "x")]
    #expect(String(decoding: Self.file.applying(fixes), as: UTF8.self) == "key:  # ä\r\nb: x\n")
    #expect(Self.file.applying([]) == Self.file.bytes)
  }

  @Test func whatWasFixedIsOneLine() {
    let finding = Diagnostic(
      .error, "a-rule", .init("`\u{1B}7d` is wrong"), at: Span(file: 0, start: 3, end: 5), fix: Self.fix(3, 5, "7w"))
    let unfixed = Diagnostic(.error, "a-rule", .init("x"), at: .none)
    #expect(
      DiagnosticRenderer(files: [Self.file]).render(fixed: [finding, unfixed])
        == "p.yaml:1:4: fixed: `\u{FFFD}7d` is wrong: write `7w` [a-rule]\n")
  }

  @Test func oneFindingWithAndWithoutFixIsReportedOnce() {
    var diagnostics = Diagnostics()
    let span = Span(file: 0, start: 0, end: 1)
    diagnostics.error("a-rule", .init("x"), at: span, fix: Self.fix(0, 1, "b"))
    diagnostics.error("a-rule", .init("x"), at: span)
    #expect(diagnostics.sorted().count == 1)
  }
}
