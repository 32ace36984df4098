import Testing
import YAMLSyntax

@Suite struct LookAlikeTests {
  @Test(arguments: [
    ("26h\u{A0}", 3..<5, "a no-break space, U+00A0: write a space"),
    ("a\u{3000}b", 1..<4, "an unusual space, U+3000: write a space"),
    ("1h\u{200B}", 2..<5, "an invisible character, U+200B: remove it"),
    ("ä“a”", 2..<5, "`“` is a typographic quote, U+201C: write `\"`"),
    ("it’s", 2..<5, "`’` is a typographic quote, U+2019: write `'`"),
    ("a–b", 1..<4, "`–` is a dash, U+2013: write `-`"),
    ("a：b", 1..<4, "`：` is a wide character, U+FF1A: write `:`"),
    ("rp\u{43E}", 2..<4, "`\u{43E}` is a letter of another alphabet, U+043E: write `o`"),
  ])
  func theFirstIsNamed(text: String, range: Range<Int>, words: String) {
    let found = LookAlike.first(in: Array(text.utf8))
    #expect(found?.range == range)
    #expect(found?.words == words)
  }

  @Test(arguments: ["", "plain", "Größe", "日本", "ж"])
  func otherTextsHaveNone(text: String) {
    #expect(LookAlike.first(in: Array(text.utf8))?.words == nil)
  }

  @Test(arguments: [("\u{A0}rp\u{43E}", "rpo"), ("“a”", "\"a\""), ("k\u{435}ys\u{200B}", "keys"), ("ä", "ä")])
  func whatWasMeant(text: String, meant: String) {
    #expect(LookAlike.mended(text) == meant)
  }
}
