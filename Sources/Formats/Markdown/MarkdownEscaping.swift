/// How CommonMark and GitHub's tables are kept from reading a text as markup.
enum MarkdownEscaping {
  /// What a text is an end of.
  struct Ends: OptionSet {
    let rawValue: Int

    /// It begins its line, where blanks are trimmed.
    static let first = Ends(rawValue: 1)
    /// It ends its line, where they are too.
    static let last = Ends(rawValue: 2)
    /// It begins a block, where the marks of lists stand.
    static let marked = Ends(rawValue: 4)
  }

  /// `text` as a reader prints it again.
  static func escaped(_ text: String, _ ends: Ends, at place: String) throws(UnsayableValue) -> String {
    let scalars = Array(text.unicodeScalars)
    let marker = ends.contains(.marked) ? markerIndex(scalars) : nil
    var written = ""
    for (index, scalar) in scalars.enumerated() {
      let isEdge = (ends.contains(.first) && index == 0) || (ends.contains(.last) && index == scalars.count - 1)
      switch scalar {
      case "\n", "\t": written += "&#\(scalar.value);"
      case _ where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value):
        throw UnsayableValue(place: place, value: text, reason: scalar == "\0" ? .nul : .controlCharacter)
      case _ where isEdge && scalar.properties.isWhitespace: written += "&#\(scalar.value);"
      case _ where marks.contains(scalar) || index == marker:
        written += "\\"
        written.unicodeScalars.append(scalar)
      default: written.unicodeScalars.append(scalar)
      }
    }
    return written
  }

  /// `code` between runs of backticks that are longer than any in it.
  static func codeSpan(_ code: String) -> String {
    let fence = String(repeating: "`", count: longestRun(in: code) + 1)
    // A blank at both ends is taken away, unless there is nothing else.
    let isBare =
      code.utf8.first != UInt8(ascii: "`") && code.utf8.last != UInt8(ascii: "`")
      && !(code.utf8.first == 0x20 && code.utf8.last == 0x20 && code.utf8.contains { $0 != 0x20 })
    return isBare ? fence + code + fence : "\(fence) \(code) \(fence)"
  }

  /// The length of the longest run of backticks.
  static func longestRun(in text: String) -> Int {
    var longest = 0
    var run = 0
    for byte in text.utf8 {
      run = byte == UInt8(ascii: "`") ? run + 1 : 0
      longest = max(longest, run)
    }
    return longest
  }

  /// The mark that would make of a line's begin an item of a list, or underline the line before.
  private static func markerIndex(_ scalars: [Unicode.Scalar]) -> Int? {
    guard let first = scalars.first else { return nil }
    if first == "-" || first == "+" || first == "=" { return 0 }
    let digits = scalars.prefix { ("0"..."9").contains($0) }.count
    guard digits > 0, digits < scalars.count, scalars[digits] == "." || scalars[digits] == ")" else { return nil }
    return digits
  }

  // `$` is a formula's mark on GitHub.
  private static let marks: Set<Unicode.Scalar> = [
    "\\", "`", "*", "_", "[", "]", "<", ">", "&", "|", "~", "#", "$",
  ]
}
