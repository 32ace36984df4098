extension JSONValue {
  /// The value over several lines, two spaces a level, with a final line break. An object or an array that fits on a line
  /// of `width` bytes is written on one.
  package func rendered(width: Int = 0) -> String {
    var text = ""
    appendPretty(to: &text, indent: 0, width: width)
    text += "\n"
    return text
  }

  /// The value on one line, without blanks and without a final line break.
  package func renderedCompact() -> String {
    var text = ""
    appendCompact(to: &text)
    return text
  }

  private func appendPretty(to text: inout String, indent: Int, width: Int) {
    switch self {
    case .array(let elements) where !elements.isEmpty:
      if appendFitting(to: &text, width) { return }
      text += "["
      for (index, element) in elements.enumerated() {
        text += index == 0 ? "\n" : ",\n"
        appendSpaces(indent + 2, to: &text)
        element.appendPretty(to: &text, indent: indent + 2, width: width)
      }
      text += "\n"
      appendSpaces(indent, to: &text)
      text += "]"
    case .object(let object) where !object.isEmpty:
      if appendFitting(to: &text, width) { return }
      text += "{"
      for (index, member) in object.members.enumerated() {
        text += index == 0 ? "\n" : ",\n"
        appendSpaces(indent + 2, to: &text)
        appendQuoted(member.name, to: &text)
        text += ": "
        member.value.appendPretty(to: &text, indent: indent + 2, width: width)
      }
      text += "\n"
      appendSpaces(indent, to: &text)
      text += "}"
    default:
      appendCompact(to: &text)
    }
  }

  /// Writes the value behind what the last line has already, if both and a comma fit on the line.
  private func appendFitting(to text: inout String, _ width: Int) -> Bool {
    if width == 0 { return false }
    let used = text.utf8.reversed().prefix { $0 != UInt8(ascii: "\n") }.count
    var line = ""
    appendCompact(to: &line, comma: ", ", colon: ": ")
    if used + line.utf8.count + 1 > width { return false }
    text += line
    return true
  }

  private func appendCompact(to text: inout String, comma: String = ",", colon: String = ":") {
    switch self {
    case .string(let string): appendQuoted(string, to: &text)
    case .integer(let number): text += String(number)
    case .boolean(let truth): text += truth ? "true" : "false"
    case .null: text += "null"
    case .array(let elements):
      text += "["
      for (index, element) in elements.enumerated() {
        if index > 0 { text += comma }
        element.appendCompact(to: &text, comma: comma, colon: colon)
      }
      text += "]"
    case .object(let object):
      text += "{"
      for (index, member) in object.members.enumerated() {
        if index > 0 { text += comma }
        appendQuoted(member.name, to: &text)
        text += colon
        member.value.appendCompact(to: &text, comma: comma, colon: colon)
      }
      text += "}"
    }
  }
}

private func appendSpaces(_ count: Int, to text: inout String) {
  for _ in 0..<count { text.unicodeScalars.append(" ") }
}

private func appendQuoted(_ string: String, to text: inout String) {
  text += "\""
  for scalar in string.unicodeScalars {
    switch scalar {
    case "\"": text += "\\\""
    case "\\": text += "\\\\"
    case "\n": text += "\\n"
    case "\r": text += "\\r"
    case "\t": text += "\\t"
    // Beyond the controls, which must be escaped, what terminals and editors do not show or take for a line break.
    case _ where scalar.value <= 0xFFFF && YAMLScalar.needsEscape(scalar):
      let digits = String(scalar.value, radix: 16)
      text += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
    default: text.unicodeScalars.append(scalar)
    }
  }
  text += "\""
}
