import Formats
import Testing

@testable import Targets

struct SystemFileLinesTests {
  private func line(_ fields: String...) throws -> String {
    try SystemFileLines(comment: [], lines: [fields]).rendered()
  }

  @Test func `plain fields stand bare`() throws {
    #expect(try line("d", "/srv/a-b", "0700", "root", "-") == "\nd /srv/a-b 0700 root -\n")
  }

  @Test(arguments: [
    ("/srv/two words", #""/srv/two words""#), ("/srv/100%", "/srv/100%%"), (#"/srv/a"b\c"#, #""/srv/a\"b\\c""#),
    ("", #""""#), ("/srv/it's", #""/srv/it's""#),
  ])
  func `what systemd would split, expand or unquote is quoted`(field: String, written: String) throws {
    #expect(try line("d", field) == "\nd \(written)\n")
  }

  @Test func `a comment can't leave its line`() throws {
    let text = try SystemFileLines(comment: ["a\nd /x"], lines: []).rendered()
    #expect(!text.contains("\nd /x"))
  }

  @Test(arguments: ["a\nb", "a\tb", "a\u{7F}"])
  func `a control character is refused`(field: String) {
    #expect(throws: UnsayableValue(place: "d \(field)", value: field, reason: .controlCharacter)) {
      try SystemFileLines(comment: [], lines: [["d", field]]).rendered()
    }
  }
}
