/// A string of several lines as a literal block, where that is exact.
struct LiteralBlock {
  /// The lines of the block, without indentation and line breaks.
  let lines: [Substring.UnicodeScalarView]
  /// Whether the string ends in a line break or a blank.
  let endsInBlank: Bool
  /// Whether the first line that has characters begins with a blank, which a reader would count as indentation.
  let needsIndentationIndicator: Bool
  /// The indicators that introduce the block: `|` with the depth and what to do with final line breaks.
  let header: String

  /// The block that says `string`, or `nil` where one would say something else, or where a line is enough.
  init?(_ string: String) {
    let scalars = string.unicodeScalars
    guard scalars.contains("\n"), let first = scalars.first(where: { $0 != "\n" }) else { return nil }
    for scalar in scalars where scalar != "\n" && scalar != "\t" {
      if YAMLScalar.needsEscape(scalar) { return nil }
    }
    let endsInLineBreak = scalars.last == "\n"
    endsInBlank = scalars.last?.properties.isWhitespace ?? false
    let body = endsInLineBreak ? scalars.dropLast() : scalars[...]
    lines = body.split(separator: "\n", omittingEmptySubsequences: false)
    needsIndentationIndicator = first == " " || first == "\t"
    let chomping = !endsInLineBreak ? "-" : body.last == "\n" ? "+" : ""
    header = "|" + (needsIndentationIndicator ? "2" : "") + chomping
  }
}
