import Testing

@testable import Formats

@Suite struct MarkdownTests {
  @Test func layout() throws {
    let document = MarkdownDocument([
      .heading(1, "Restore of \(code: "a`b")"), .paragraph("1. <b> & \("_x_")"), .list(["- a", "b"]),
      .numbered(["c", "d"]), .table(head: ["k", "v"], rows: [[.code("a|b"), " x "], ["", .code("c")]]),
      .fenced("echo '```'\n", language: "sh"),
    ])
    #expect(
      try document.rendered() == #"""
        # Restore of ``a`b``

        1\. \<b\> \& \_x\_

        - \- a
        - b

        1. c
        2. d

        | k | v |
        | --- | --- |
        | a\|b | &#32;x&#32; |
        |  | `c` |

        ````sh
        echo '```'
        ````

        """#)
  }

  @Test(arguments: [
    ("a`", "`` a` ``"), ("`", "`` ` ``"), (" a ", "`  a  `"), (" ", "` `"), (" a", "` a`"), ("a``b`c", "```a``b`c```"),
  ])
  func codeSpans(code: String, written: String) {
    #expect(MarkdownEscaping.codeSpan(code) == written)
  }

  @Test(arguments: ["", "a\nb", "\u{A0}"])
  func whatIsNoCodeIsText(code: String) throws {
    #expect(try MarkdownText.code(code).rendered(.block, at: "") == MarkdownText(code).rendered(.block, at: ""))
  }

  @Test func codesSideBySideStayApart() throws {
    #expect(try ("\(code: "a")\(code: "b")" as MarkdownText).rendered(.block, at: "") == "`a`b")
  }

  @Test(arguments: ["- a", "+", "= =", "12. x", "1) x"])
  func aMarkOfABlockIsText(text: String) throws {
    #expect(try MarkdownText(text).rendered(.block, at: "").contains("\\"))
    #expect(try MarkdownText("a" + text).rendered(.block, at: "") == "a" + text)
  }

  @Test(arguments: [("\0", UnsayableValue.Reason.nul), ("\u{1}", .controlCharacter), ("\u{85}", .controlCharacter)])
  func refusedInALine(text: String, reason: UnsayableValue.Reason) {
    #expect(throws: UnsayableValue(place: "paragraph", value: text, reason: reason)) {
      try MarkdownDocument([.paragraph(MarkdownText(text))]).rendered()
    }
  }

  @Test(arguments: [("a\rb", UnsayableValue.Reason.controlCharacter), ("\0", .nul)])
  func refusedInABlock(text: String, reason: UnsayableValue.Reason) {
    #expect(throws: UnsayableValue(place: "code", value: text, reason: reason)) {
      try MarkdownDocument([.fenced(text, language: "sh")]).rendered()
    }
  }

  /// Reads escapes and references back as CommonMark does, and finds no mark that is left bare.
  @Test func aLineIsReadBack() throws {
    for text in NastyStrings.some(2000, seed: 11) where !text.unicodeScalars.contains(where: isUnsayable) {
      let written = try MarkdownText(text).rendered(.cell, at: "cell")
      #expect(readBack(written) == text, "\(written)")
      #expect(!written.utf8.contains(10))
    }
  }

  @Test func aCodeSpanIsReadBack() {
    for text in NastyStrings.some(2000, seed: 12) where !text.isEmpty {
      let written = MarkdownEscaping.codeSpan(text)
      let fence = written.prefix { $0 == "`" }
      let inside = written.dropFirst(fence.count).dropLast(fence.count)
      let isPadded = inside.utf8.first == 32 && inside.utf8.last == 32 && inside.utf8.contains { $0 != 32 }
      #expect((isPadded ? String(inside.dropFirst().dropLast()) : String(inside)).utf8.elementsEqual(text.utf8))
      #expect(MarkdownEscaping.longestRun(in: text) < fence.count)
    }
  }

  private func isUnsayable(_ scalar: Unicode.Scalar) -> Bool {
    (scalar.value < 0x20 && scalar != "\n" && scalar != "\t") || (0x7F...0x9F).contains(scalar.value)
  }

  private func readBack(_ written: String) -> String? {
    var read = ""
    var rest = written.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      switch scalar {
      case "\\":
        guard let escaped = rest.popFirst(), escaped.isASCII else { return nil }
        read.unicodeScalars.append(escaped)
      case "&":
        guard rest.popFirst() == "#" else { return nil }
        var number: UInt32 = 0
        while let digit = rest.popFirst(), digit != ";" { number = number * 10 + digit.value - 48 }
        guard let referred = Unicode.Scalar(number) else { return nil }
        read.unicodeScalars.append(referred)
      case "`", "*", "_", "[", "]", "<", ">", "|", "~", "#", "$": return nil
      default: read.unicodeScalars.append(scalar)
      }
    }
    return read
  }
}
