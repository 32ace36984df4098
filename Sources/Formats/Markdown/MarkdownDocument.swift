/// A Markdown document as CommonMark with GitHub's tables.
package struct MarkdownDocument: Sendable, Equatable {
  /// One block, with a blank line before it.
  package enum Block: Sendable, Equatable {
    case heading(Int, MarkdownText)
    case paragraph(MarkdownText)
    case list([MarkdownText])
    case numbered([MarkdownText])
    case table(head: [MarkdownText], rows: [[MarkdownText]])
    /// Text as it is, which ends with its last line; `language` is the word that tells readers what it is.
    case fenced(String, language: String)
  }

  /// The blocks in order.
  package var blocks: [Block]

  /// A document of `blocks`.
  package init(_ blocks: [Block] = []) { self.blocks = blocks }

  /// The text of the document, with a final line break.
  ///
  /// Throws if a character can't be written; the place is the kind of block.
  package func rendered() throws(UnsayableValue) -> String {
    var all: [[String]] = []
    for block in blocks { all.append(try lines(of: block)) }
    return joined(all)
  }

  private func lines(of block: Block) throws(UnsayableValue) -> [String] {
    switch block {
    case .heading(let level, let line):
      return [String(repeating: "#", count: level) + " " + (try line.rendered(.heading, at: "heading"))]
    case .paragraph(let line): return [try line.rendered(.block, at: "paragraph")]
    case .list(let items):
      var lines: [String] = []
      for item in items { lines.append("- " + (try item.rendered(.block, at: "list"))) }
      return lines
    case .numbered(let items):
      var lines: [String] = []
      for (index, item) in items.enumerated() {
        lines.append("\(index + 1). " + (try item.rendered(.block, at: "list")))
      }
      return lines
    case .table(let head, let rows):
      var lines = [try row(head), "|" + String(repeating: " --- |", count: head.count)]
      for cells in rows { lines.append(try row(cells)) }
      return lines
    case .fenced(let text, let language): return try fenced(text, language)
    }
  }

  private func row(_ cells: [MarkdownText]) throws(UnsayableValue) -> String {
    var line = "|"
    for cell in cells { line += " " + (try cell.rendered(.cell, at: "table")) + " |" }
    return line
  }

  private func fenced(_ text: String, _ language: String) throws(UnsayableValue) -> [String] {
    if let reason = Self.faultOfCode(text) { throw UnsayableValue(place: "code", value: text, reason: reason) }
    let fence = String(repeating: "`", count: max(3, MarkdownEscaping.longestRun(in: text) + 1))
    if text.isEmpty { return [fence + language, fence] }
    var lines = text
    if lines.utf8.last == UInt8(ascii: "\n") { lines.unicodeScalars.removeLast() }
    return [fence + language, lines, fence]
  }

  // Readers make a line feed of a carriage return, and U+FFFD of NUL.
  private static func faultOfCode(_ text: String) -> UnsayableValue.Reason? {
    withUTF8(of: text) { bytes in
      if bytes.isPlainText { return nil }
      for byte in bytes {
        if byte == UInt8(ascii: "\r") { return .controlCharacter }
        if byte == 0 { return .nul }
      }
      return nil
    }
  }
}
