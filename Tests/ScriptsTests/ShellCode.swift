/// The bare words of shell text: what is neither comment nor quoted nor the name of a variable, such as commands and arguments.
///
/// Enough of the language for our own library, which is formatted: quotes, comments, `$(…)` within double quotes, traps.
struct ShellCode {
  private(set) var words: Set<String> = []
  /// Beginnings of names to which the text adds a variable, such as `open_` of `"open_$1"`.
  private(set) var prefixes: Set<String> = []

  private let text: [UInt8]
  private var at = 0
  private var lastWord = ""

  init(_ text: String) {
    self.text = Array(text.utf8)
    readCode(inSubstitution: false)
  }

  private var byte: UInt8? { at < text.count ? text[at] : nil }

  private mutating func readCode(inSubstitution: Bool) {
    var depth = 0
    while let current = byte {
      switch current {
      case Self.close where inSubstitution && depth == 0: return
      case Self.open: depth += 1
      case Self.close: depth -= 1
      case Self.backslash: at += 1
      case Self.quote: readLiteral()
      case Self.doubleQuote: readQuoted()
      case Self.hash where at == 0 || text[at - 1] <= 32: skip(to: 10)
      case Self.dollar:
        skipVariable()
        continue
      case _ where Self.isName(current):
        readWord()
        continue
      default: break
      }
      at += 1
    }
  }

  /// Text in single quotes, which is code only where `trap` takes it.
  private mutating func readLiteral() {
    let start = at + 1
    skip(to: Self.quote)
    guard lastWord == "trap", start < at else { return }
    let code = ShellCode(String(decoding: text[start..<at], as: UTF8.self))
    words.formUnion(code.words)
  }

  /// Reads to the closing quote; only what a substitution runs is code.
  private mutating func readQuoted() {
    let start = at + 1
    var isPrefix = true
    at = start
    while let current = byte, current != Self.doubleQuote {
      if current == Self.backslash { at += 1 }
      if current == Self.dollar {
        if isPrefix, at > start, text[at - 1] == UInt8(ascii: "_") {
          prefixes.insert(String(decoding: text[start..<at], as: UTF8.self))
        }
        if at + 1 < text.count, text[at + 1] == Self.open {
          at += 2
          readCode(inSubstitution: true)
        }
      }
      if !Self.isName(current) { isPrefix = false }
      at += 1
    }
  }

  private mutating func readWord() {
    let start = at
    while let current = byte, Self.isName(current) { at += 1 }
    lastWord = String(decoding: text[start..<at], as: UTF8.self)
    let isPart = start > 0 && "-/.%".utf8.contains(text[start - 1]) || byte.map { "=/.-".utf8.contains($0) } ?? false
    if !isPart { words.insert(lastWord) }
  }

  private mutating func skipVariable() {
    at += 1
    if byte == UInt8(ascii: "{") {
      skip(to: UInt8(ascii: "}"))
      at += 1
    } else if byte == Self.open {
      at += 1
      readCode(inSubstitution: true)
      at += 1
    } else {
      while let current = byte, Self.isName(current) { at += 1 }
    }
  }

  private mutating func skip(to end: UInt8) {
    at += 1
    while let current = byte, current != end { at += 1 }
  }

  private static func isName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"): true
    default: false
    }
  }

  private static let open = UInt8(ascii: "(")
  private static let close = UInt8(ascii: ")")
  private static let quote = UInt8(ascii: "'")
  private static let doubleQuote = UInt8(ascii: "\"")
  private static let backslash = UInt8(ascii: "\\")
  private static let dollar = UInt8(ascii: "$")
  private static let hash = UInt8(ascii: "#")
}
