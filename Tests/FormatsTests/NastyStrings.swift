/// Strings that some reader of some format trips over: random ones, the same in every run.
struct NastyStrings {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// `count` strings, without NUL where no argument could hold one.
  static func some(_ count: Int, seed: UInt64, withoutNUL: Bool = true) -> [String] {
    var source = NastyStrings(seed: seed)
    var strings: [String] = []
    while strings.count < count {
      let string = source.next()
      if !withoutNUL || !string.utf8.contains(0) { strings.append(string) }
    }
    return strings
  }

  mutating func next() -> String {
    let pieces = below(4) == 0 ? NastyStrings.words : NastyStrings.words + NastyStrings.marks
    var string = ""
    for _ in 0...below(7) { string += pieces[below(pieces.count)] }
    return below(12) == 0 ? "" + pieces[below(pieces.count)] : string
  }

  /// A number from 0 up to, not including, `limit` (SplitMix64).
  mutating func below(_ limit: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((mixed ^ (mixed >> 31)) % UInt64(limit))
  }

  private static let words = [
    "a", "y", "N", "yes", "No", "on", "OFF", "true", "null", "~", "0", "0123", "0o17", "08", "0x1F", "0b11", "1e3",
    ".5",
    "5.", "+12", "-1", "1_000", ".inf", ".NaN", "12:30", "2026-11-22", "<<", "=", "key", "if", "done", "PATH", "é",
    "e\u{301}", "日本", "😀", " ", "/", ".", "_", "-", ",",
  ]

  private static let marks = [
    "\n", "\n\n", "\t", "  ", "\r", "\r\n", "\0", "\u{1}", "\u{7}", "\u{1B}", "\u{7F}", "\u{80}", "\u{81}", "\u{85}",
    "\u{88}", "\u{A0}", "\u{FEFF}", "\u{2028}", "\u{2029}", "\u{200B}", "\u{202E}", "\u{FFFE}", "\u{FFFF}", "\u{1FFFE}",
    "\u{E0001}", "'", "\"", "\\", "`", "$", "${HOME}", "$HOME", "$$", "$(id)", "%", "%n", "%%", "{", "}", "{{", "}}",
    "{{-", "-}}", "{{ .Values.x }}", "{{/*", "*/}}", "{%", "#", " #", ":", ": ", "- ", "---", "\n---\n", "...", "? ",
    "&",
    "*", "!", "!!", "|", ">", "[", "]", ";", " ; ", "@", "\\n", "\\x41", "\\\n", "~/x", "(", ")", "<", "&&", "^", "“",
    "’",
  ]
}
