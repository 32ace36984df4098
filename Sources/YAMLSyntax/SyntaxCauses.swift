internal import Diagnostics

/// Causes of errors that libyaml notices only far behind them, and as something else.
struct SyntaxCauses {
  let bytes: UnsafeBufferPointer<UInt8>

  /// What follows a quoted text on its line, where only punctuation or a comment is allowed.
  func textBehindQuote(endingAt end: Int) -> Int? {
    var index = end
    while index < bytes.count, bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 }
    guard index < bytes.count else { return nil }
    switch bytes[index] {
    case 0x0A, 0x0D, UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "]"), UInt8(ascii: "}"): return nil
    case UInt8(ascii: "#"): return index > end ? nil : index
    default: return index
    }
  }

  /// The message about it. `quote` is where the quoted text begins.
  func messageBehindQuote(from quote: Int, to end: Int, _ text: Int) -> Diagnostic.Message {
    let help =
      if bytes[quote..<end].contains(0x0A) {
        "close the quote on the line on which it is opened"
      } else if text > end {
        "let the quotes enclose the whole value"
      } else if bytes[quote] == UInt8(ascii: "'") {
        "write `''` for a quote inside single quotes, or use double quotes"
      } else {
        "write `\\\"` for a quote inside double quotes, or use single quotes"
      }
    return .init("text after a closing quote", help: help)
  }

  /// The first character that looks like YAML punctuation but isn't, from the line of the last read node up to the
  /// error: in place of an indent, of the space after punctuation, or of an opening quote.
  func lookAlike(between last: Int, and fault: Int) -> LookAlike? {
    var index = bytes[..<last].lastIndex { $0 == 0x0A }.map { $0 + 1 } ?? 0
    var upperBound = min(fault + 1, bytes.count)
    while upperBound < bytes.count, bytes[upperBound] & 0xC0 == 0x80 { upperBound += 1 }
    while index < upperBound {
      let end = bytes[index..<upperBound].firstIndex { $0 == 0x0A } ?? upperBound
      let line = index..<comment(in: index..<end)
      if let found = lookAlike(inLine: line) { return found }
      index = end + 1
    }
    return nil
  }

  private func lookAlike(inLine line: Range<Int>) -> LookAlike? {
    let found = LookAlike.first(in: bytes[line]) { found, before in
      let isBehindMark = before.map(":-[{,".unicodeScalars.contains)
      switch found.meant {
      case ":": return true
      case " ": return isBehindMark ?? true
      case "\"", "'": return isBehindMark ?? false
      default: return false
      }
    }
    return found.map { $0.moved(by: line.lowerBound) }
  }

  /// Where a line's comment begins, or its end.
  private func comment(in line: Range<Int>) -> Int {
    line.first { index in
      bytes[index] == UInt8(ascii: "#")
        && (index == line.lowerBound || bytes[index - 1] == 0x20 || bytes[index - 1] == 0x09)
    } ?? line.upperBound
  }
}
