/// One source line as a terminal shows it, and the place of a span in it.
struct Excerpt {
  /// The line in UTF-8, cut to a window around the span where it is long.
  private(set) var line: [UInt8] = []
  /// The padding before the marks, as wide as the line up to the span; tabs stay tabs.
  private(set) var indent: [UInt8] = []
  /// Columns to mark, at least one.
  private(set) var width = 1

  /// Columns shown before and after a span's start in a long line.
  private static let before = 60
  private static let after = 100

  init(of span: Span, in file: SourceFile) {
    var range = file.lineRange(around: Int(span.start))
    if range.lowerBound == 0, file.hasByteOrderMark { range = min(3, range.upperBound)..<range.upperBound }
    let start = min(max(Int(span.start), range.lowerBound), range.upperBound)
    let end = min(max(Int(span.end), start), range.upperBound)
    // Most lines are short and plain: nothing to cut, nothing to measure.
    if range.count <= Self.before + Self.after, TerminalText.isPlain(file.bytes[range]) {
      line = Array(file.bytes[range])
      indent = [UInt8](repeating: 0x20, count: start - range.lowerBound)
      width = max(1, end - start)
      return
    }
    // A line that fits into the window is shown as it is.
    let before = range.count <= Self.before + Self.after ? range.count : Self.before
    let after = range.count <= Self.before + Self.after ? range.count : Self.after
    // Only a window is decoded, so that a line of megabytes costs nothing.
    let from = Self.boundary(max(range.lowerBound, start - 4 * before), file.bytes, in: range)
    let to = Self.boundary(min(range.upperBound, start + 4 * after), file.bytes, in: range)
    let head = Self.suffix(String(decoding: file.bytes[from..<start], as: UTF8.self), columns: before)
    let marked = String(decoding: file.bytes[start..<min(end, to)], as: UTF8.self)
    let tail = String(decoding: file.bytes[start..<to], as: UTF8.self)
    let isCut = from > range.lowerBound || head.isCut
    let shownTail = Self.prefix(tail, columns: after)
    line = Array(((isCut ? "…" : "") + head.text + shownTail.text).utf8)
    if to < range.upperBound || shownTail.isCut { line.append(contentsOf: "…".utf8) }
    if isCut { indent = [UInt8(ascii: " ")] }
    for scalar in head.text.unicodeScalars {
      if scalar == "\t" {
        indent.append(UInt8(ascii: "\t"))
      } else {
        for _ in 0..<TerminalText.width(scalar) { indent.append(UInt8(ascii: " ")) }
      }
    }
    let columns = marked.unicodeScalars.reduce(0) { $0 + TerminalText.width($1) }
    width = min(max(1, columns), max(1, after))
  }

  /// A byte index moved back to where a character starts.
  private static func boundary(_ index: Int, _ bytes: [UInt8], in range: Range<Int>) -> Int {
    var index = index
    while index > range.lowerBound, index < bytes.count, bytes[index] & 0xC0 == 0x80 { index -= 1 }
    return index
  }

  private static func prefix(_ text: String, columns: Int) -> (text: String, isCut: Bool) {
    let scalars = text.unicodeScalars
    var end = scalars.startIndex
    var used = 0
    while end < scalars.endIndex {
      used += TerminalText.width(scalars[end])
      if used > columns { break }
      end = scalars.index(after: end)
    }
    return (TerminalText.safe(String(text[..<end]), keepingTabs: true), end < scalars.endIndex)
  }

  private static func suffix(_ text: String, columns: Int) -> (text: String, isCut: Bool) {
    let scalars = text.unicodeScalars
    var start = scalars.endIndex
    var used = 0
    while start > scalars.startIndex {
      let before = scalars.index(before: start)
      used += TerminalText.width(scalars[before])
      if used > columns { break }
      start = before
    }
    return (TerminalText.safe(String(text[start...]), keepingTabs: true), start > scalars.startIndex)
  }
}
