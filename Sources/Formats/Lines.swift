internal import ASCII

/// Why `value` cannot stand as the rest of a line that readers trim, or `nil` where it can.
func faultOfLine(_ value: String) -> UnsayableValue.Reason? {
  guard let first = value.unicodeScalars.first, let last = value.unicodeScalars.last else { return .empty }
  for scalar in value.unicodeScalars {
    if scalar == "\n" || scalar == "\r" { return .lineBreak }
    if scalar == "\0" { return .nul }
    if (scalar.value < 0x20 && scalar != "\t") || scalar.value == 0x7F { return .controlCharacter }
  }
  if first == " " || first == "\t" || last == " " || last == "\t" { return .outerBlank }
  return nil
}

/// The lines of `blocks`, with a blank line between two blocks and a final line break.
func joined(_ blocks: [[String]]) -> String {
  var text = ""
  for (index, lines) in blocks.enumerated() {
    if index > 0 { text += "\n" }
    for line in lines {
      text += line
      text += "\n"
    }
  }
  return text
}

/// Whether `name` can be that of a variable of a shell or of an environment: ASCII letters, digits and `_`, no digit first.
func isVariableName(_ name: String) -> Bool {
  guard let first = name.utf8.first, !first.isDigit else { return false }
  return name.utf8.allSatisfy { $0.isOfIdentifier }
}

/// `comment` as lines that begin with `#`, for every format here that knows such comments.
///
/// What some reader takes for a line break begins a new comment line, so that no text can leave the comment; other control
/// characters, which YAML refuses even here, become U+FFFD.
func commentLines(_ comment: [String]) -> [String] {
  var lines: [String] = []
  for text in comment {
    for line in text.unicodeScalars.split(omittingEmptySubsequences: false, whereSeparator: isLineBreak) {
      var written = "# "
      for scalar in line {
        written.unicodeScalars.append(scalar != "\t" && YAMLScalar.needsEscape(scalar) ? "\u{FFFD}" : scalar)
      }
      while let last = written.unicodeScalars.last, last == " " || last == "\t" { written.unicodeScalars.removeLast() }
      lines.append(written)
    }
  }
  return lines
}

private func isLineBreak(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar {
  case "\n", "\r", "\u{0B}", "\u{0C}", "\u{85}", "\u{2028}", "\u{2029}": true
  default: false
  }
}
