/// A page of labelled entries, its lines broken between words.
struct TextPage {
  private(set) var text = ""
  private static let width = 110
  private static let indent = 20

  /// Adds a line as it is, and an empty one before it where it isn't the first.
  mutating func heading(_ line: String) { text += (text.isEmpty ? "" : "\n") + line + "\n" }

  /// Adds a paragraph from the left edge.
  mutating func paragraph(_ words: String) { add(words, first: "", rest: "") }

  /// Adds a label with its lines, each of which continues below itself where it is too long.
  mutating func entry(_ label: String, _ lines: [String]) {
    let rest = String(repeating: " ", count: Self.indent)
    for (index, line) in lines.enumerated() {
      let label = index == 0 ? "  " + label : ""
      let isLong = label.unicodeScalars.count >= Self.indent
      if isLong { text += label + "\n" }
      let first = isLong ? rest : label + String(repeating: " ", count: Self.indent - label.unicodeScalars.count)
      // Continuation lines are indented if one label has several lines.
      add(line, first: first, rest: lines.count > 1 ? rest + "  " : rest)
    }
  }

  /// Adds an item of a list.
  mutating func item(_ words: String) { add(words, first: "  - ", rest: "    ") }

  /// Adds rows of two columns, the second after the widest first one.
  mutating func columns(_ rows: [(String, String)]) {
    let width = (rows.map { $0.0.unicodeScalars.count }.max() ?? 0) + 4
    for (name, words) in rows {
      let first = "  " + name + String(repeating: " ", count: width - 2 - name.unicodeScalars.count)
      add(words, first: first, rest: String(repeating: " ", count: width))
    }
  }

  /// Adds a label with lines that are never broken.
  mutating func table(_ label: String, _ lines: [String]) {
    for (index, line) in lines.enumerated() {
      let label = index == 0 ? "  " + label : ""
      text += label + String(repeating: " ", count: max(0, Self.indent - label.unicodeScalars.count)) + line + "\n"
    }
  }

  private mutating func add(_ words: String, first: String, rest: String) {
    var line = first
    var isEmpty = true
    for word in words.split(separator: " ", omittingEmptySubsequences: false) {
      if !isEmpty, line.unicodeScalars.count + 1 + word.unicodeScalars.count > Self.width {
        text += line + "\n"
        line = rest
        isEmpty = true
      }
      line += (isEmpty ? "" : " ") + word
      isEmpty = false
    }
    text += line + "\n"
  }
}
