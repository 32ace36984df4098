internal import ASCII

/// Why `value` can't be the rest of a line that readers trim, or `nil` if it can.
func faultOfLine(_ value: String) -> UnsayableValue.Reason? {
  withUTF8(of: value) { bytes in
    guard let first = bytes.first, let last = bytes.last else { return .empty }
    for byte in bytes where byte < 0x20 || byte == 0x7F {
      switch byte {
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"): return .lineBreak
      case 0: return .nul
      case UInt8(ascii: "\t"): continue
      default: return .controlCharacter
      }
    }
    return isBlank(first) || isBlank(last) ? .outerBlank : nil
  }
}

/// Whether `byte` is a blank or a tab.
func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }

/// Whether `line` is a line of `text`.
package func holds(_ text: String, line: String) -> Bool {
  withUTF8(of: text) { bytes in
    var start = 0
    while start <= bytes.count {
      let end = bytes.lineEnd(from: start)
      if end - start == line.utf8.count, bytes[start..<end].elementsEqual(line.utf8) { return true }
      start = end + 1
    }
    return false
  }
}

/// The lines of `blocks`, with a blank line between two blocks and a final line break.
func joined(_ blocks: [[String]]) -> String {
  var text = ByteText()
  for (index, lines) in blocks.enumerated() {
    if index > 0 { text += "\n" }
    for line in lines {
      text += line
      text += "\n"
    }
  }
  return text.string
}

/// Whether `byte` is not one of a printable ASCII character.
func isUnusual(_ byte: UInt8) -> Bool { byte &- 0x20 > 0x5E }

/// Whether there is nothing in `text` but printable ASCII, line breaks and tabs.
package func isPlainText(_ text: String) -> Bool { withUTF8(of: text) { $0.isPlainText } }

/// Whether there is anything in `text` but printable ASCII.
func holdsUnusual(_ text: String) -> Bool {
  withUTF8(of: text) { bytes in
    for byte in bytes where isUnusual(byte) { return true }
    return false
  }
}

/// Whether `name` can be that of a variable of a shell or of an environment: ASCII letters, digits and `_`, no digit first.
func isVariableName(_ name: String) -> Bool {
  guard let first = name.utf8.first, !first.isDigit else { return false }
  return name.utf8.allSatisfy { $0.isOfIdentifier }
}

/// `comment` as lines that begin with `#`, for every format here that knows such comments.
///
/// Anything that some reader takes for a line break begins a new comment line, so that no text can leave the comment; other control
/// characters, which YAML refuses even here, become U+FFFD.
func commentLines(_ comment: [String]) -> [String] {
  var lines: [String] = []
  for text in comment {
    guard holdsUnusual(text) else {
      lines.append(commentLine(text))
      continue
    }
    for line in text.unicodeScalars.split(omittingEmptySubsequences: false, whereSeparator: isLineBreak) {
      lines.append(commentLine(String(line)))
    }
  }
  return lines
}

private let unusual = ByteSet("", controls: true, others: true)

private func commentLine(_ text: String) -> String {
  var line = ByteText()
  line += "# "
  line.append(text, suspects: unusual) { scalar in
    scalar != "\t" && YAMLScalar.needsEscape(scalar) ? "\u{FFFD}" : nil
  }
  line.trimBlanks()
  return line.string
}

private func isLineBreak(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar {
  case "\n", "\r", "\u{0B}", "\u{0C}", "\u{85}", "\u{2028}", "\u{2029}": true
  default: false
  }
}
