extension JSONValue {
  /// The value over several lines, two spaces a level, with a final line break.
  package func rendered() -> String {
    var text = ""
    appendPretty(to: &text, indent: 0)
    text += "\n"
    return text
  }

  /// The value on one line, without blanks and without a final line break.
  package func renderedCompact() -> String {
    var text = ""
    appendCompact(to: &text)
    return text
  }

  private func appendPretty(to text: inout String, indent: Int) {
    switch self {
    case .array(let elements) where !elements.isEmpty:
      text += "["
      for (index, element) in elements.enumerated() {
        text += index == 0 ? "\n" : ",\n"
        appendSpaces(indent + 2, to: &text)
        element.appendPretty(to: &text, indent: indent + 2)
      }
      text += "\n"
      appendSpaces(indent, to: &text)
      text += "]"
    case .object(let object) where !object.isEmpty:
      text += "{"
      for (index, member) in object.members.enumerated() {
        text += index == 0 ? "\n" : ",\n"
        appendSpaces(indent + 2, to: &text)
        appendQuoted(member.name, to: &text)
        text += ": "
        member.value.appendPretty(to: &text, indent: indent + 2)
      }
      text += "\n"
      appendSpaces(indent, to: &text)
      text += "}"
    default:
      appendCompact(to: &text)
    }
  }

  private func appendCompact(to text: inout String) {
    switch self {
    case .string(let string): appendQuoted(string, to: &text)
    case .integer(let number): text += String(number)
    case .boolean(let truth): text += truth ? "true" : "false"
    case .null: text += "null"
    case .array(let elements):
      text += "["
      for (index, element) in elements.enumerated() {
        if index > 0 { text += "," }
        element.appendCompact(to: &text)
      }
      text += "]"
    case .object(let object):
      text += "{"
      for (index, member) in object.members.enumerated() {
        if index > 0 { text += "," }
        appendQuoted(member.name, to: &text)
        text += ":"
        member.value.appendCompact(to: &text)
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
