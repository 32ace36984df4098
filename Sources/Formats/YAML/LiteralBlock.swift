/// A string of several lines as a literal block, where that is exact.
struct LiteralBlock {
  /// The bytes of its lines, without a final line break.
  let body: Range<Int>
  /// Whether the string ends in a line break or a blank.
  let endsInBlank: Bool
  /// Whether the first line that has characters begins with a blank, which a reader would count as indentation.
  let needsIndentationIndicator: Bool
  /// The indicators that introduce the block: `|` with the depth and what to do with final line breaks.
  let header: String

  /// The block for a string of these bytes, or `nil` if a block isn't exact or a line is enough.
  init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    let lineBreak = UInt8(ascii: "\n")
    guard bytes.lineEnd(from: 0) < bytes.count, let first = bytes.first(where: { $0 != lineBreak }),
      bytes.isPlainText || Self.isExact(bytes)
    else { return nil }
    let endsInLineBreak = bytes[bytes.count - 1] == lineBreak
    endsInBlank = bytes.scalar(at: bytes.lastScalar).0.properties.isWhitespace
    body = 0..<(endsInLineBreak ? bytes.count - 1 : bytes.count)
    needsIndentationIndicator = first == UInt8(ascii: " ") || first == UInt8(ascii: "\t")
    let chomping = !endsInLineBreak ? "-" : bytes[body.upperBound - 1] == lineBreak ? "+" : ""
    header = "|" + (needsIndentationIndicator ? "2" : "") + chomping
  }

  /// Whether nothing needs an escape, which a block can't express.
  private static func isExact(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var index = 0
    while index < bytes.count {
      let (scalar, next) = bytes.scalar(at: index)
      if scalar != "\n", scalar != "\t", YAMLScalar.needsEscape(scalar) { return false }
      index = next
    }
    return true
  }
}
