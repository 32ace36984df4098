internal import ASCII

/// Escaping of text in CommonMark and GitHub's tables.
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
    if let reason = fault(of: text) { throw UnsayableValue(place: place, value: text, reason: reason) }
    return withUTF8(of: text) { bytes in
      let marker = ends.contains(.marked) ? markerIndex(bytes) : nil
      let first = ends.contains(.first) ? 0 : -1
      let last = ends.contains(.last) ? bytes.lastScalar : -1
      var written = ByteText()
      var start = 0
      var index = 0
      while index < bytes.count {
        let byte = bytes[index]
        let isEdge = index == first || index == last
        guard isEdge || index == marker || byte < 0x20 || isMark(byte) else {
          index += 1
          continue
        }
        let (scalar, next) = bytes.scalar(at: index)
        if byte < 0x20 || (isEdge && scalar.properties.isWhitespace) {
          written.append(bytes[start..<index])
          written += "&#\(scalar.value);"
          start = next
        } else if index == marker || isMark(byte) {
          written.append(bytes[start..<index])
          written += "\\"
          start = index
        }
        index = next
      }
      written.append(bytes[start...])
      return written.string
    }
  }

  /// Why a text can't be said at all.
  private static func fault(of text: String) -> UnsayableValue.Reason? {
    guard holdsUnusual(text) else { return nil }
    for scalar in text.unicodeScalars where scalar != "\n" && scalar != "\t" {
      if scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) {
        return scalar == "\0" ? .nul : .controlCharacter
      }
    }
    return nil
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
    withUTF8(of: text) { bytes in
      var longest = 0
      var end = 0
      while let start = bytes.index(of: UInt8(ascii: "`"), from: end) {
        end = start + 1
        while end < bytes.count, bytes[end] == UInt8(ascii: "`") { end += 1 }
        longest = max(longest, end - start)
      }
      return longest
    }
  }

  /// The mark that would turn a line into a list item, or underline the previous line.
  private static func markerIndex(_ line: UnsafeBufferPointer<UInt8>) -> Int? {
    guard let first = line.first else { return nil }
    if first == UInt8(ascii: "-") || first == UInt8(ascii: "+") || first == UInt8(ascii: "=") { return 0 }
    let digits = line.prefix { $0.isDigit }.count
    guard digits > 0, digits < line.count, line[digits] == UInt8(ascii: ".") || line[digits] == UInt8(ascii: ")")
    else { return nil }
    return digits
  }

  private static func isMark(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "\\"), UInt8(ascii: "`"), UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "["): true
    case UInt8(ascii: "]"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"), UInt8(ascii: "|"): true
    // `$` is a formula's mark on GitHub.
    case UInt8(ascii: "~"), UInt8(ascii: "#"), UInt8(ascii: "$"): true
    default: false
    }
  }
}
