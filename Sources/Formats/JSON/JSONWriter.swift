extension JSONValue {
  /// The value over several lines, two spaces a level, with a final line break.
  package func rendered() -> String {
    var text = ByteText()
    appendPretty(to: &text, indent: 0)
    text += "\n"
    return text.string
  }

  /// The value on one line, without blanks and without a final line break.
  package func renderedCompact() -> String {
    var text = ByteText()
    appendCompact(to: &text)
    return text.string
  }

  private func appendPretty(to text: inout ByteText, indent: Int) {
    switch self {
    case .array(let elements) where !elements.isEmpty:
      text += "["
      for (index, element) in elements.enumerated() {
        text += index == 0 ? "\n" : ",\n"
        text.appendSpaces(indent + 2)
        element.appendPretty(to: &text, indent: indent + 2)
      }
      text += "\n"
      text.appendSpaces(indent)
      text += "]"
    case .object(let object) where !object.isEmpty:
      text += "{"
      for (index, member) in object.members.enumerated() {
        text += index == 0 ? "\n" : ",\n"
        text.appendSpaces(indent + 2)
        appendQuoted(member.name, to: &text)
        text += ": "
        member.value.appendPretty(to: &text, indent: indent + 2)
      }
      text += "\n"
      text.appendSpaces(indent)
      text += "}"
    default:
      appendCompact(to: &text)
    }
  }

  private func appendCompact(to text: inout ByteText) {
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

private let suspects = ByteSet("\"\\", controls: true, others: true)

private func appendQuoted(_ string: String, to text: inout ByteText) {
  text += "\""
  text.append(string, suspects: suspects) { scalar in
    switch scalar {
    case "\"": return "\\\""
    case "\\": return "\\\\"
    case "\n": return "\\n"
    case "\r": return "\\r"
    case "\t": return "\\t"
    default:
      // Beyond the controls, which must be escaped, what terminals and editors do not show or take for a line break.
      guard scalar.value <= 0xFFFF, YAMLScalar.needsEscape(scalar) else { return nil }
      let digits = String(scalar.value, radix: 16)
      return "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
    }
  }
  text += "\""
}
