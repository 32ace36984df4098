extension JSONValue {
  /// The value over several lines, two spaces a level, with a final line break. An object or an array that fits on a line
  /// of `width` bytes is written on one.
  package func rendered(width: Int = 0) -> String {
    var text = ByteText()
    appendPretty(to: &text, indent: 0, column: 0, width: width)
    text += "\n"
    return text.string
  }

  /// The value on one line, without blanks and without a final line break.
  package func renderedCompact() -> String {
    var text = ByteText()
    appendCompact(to: &text)
    return text.string
  }

  /// Appends the value at a column of its line, on that line if it and a comma end within `width`.
  private func appendPretty(to text: inout ByteText, indent: Int, column: Int, width: Int) {
    switch self {
    case .array(let elements) where !elements.isEmpty:
      if appendFitting(to: &text, width - column) { return }
      text += "["
      for (index, element) in elements.enumerated() {
        text += index == 0 ? "\n" : ",\n"
        text.appendSpaces(indent + 2)
        element.appendPretty(to: &text, indent: indent + 2, column: indent + 2, width: width)
      }
      text += "\n"
      text.appendSpaces(indent)
      text += "]"
    case .object(let object) where !object.isEmpty:
      if appendFitting(to: &text, width - column) { return }
      text += "{"
      for (index, member) in object.members.enumerated() {
        text += index == 0 ? "\n" : ",\n"
        let start = text.count
        text.appendSpaces(indent + 2)
        appendQuoted(member.name, to: &text)
        text += ": "
        member.value.appendPretty(to: &text, indent: indent + 2, column: text.count - start, width: width)
      }
      text += "\n"
      text.appendSpaces(indent)
      text += "}"
    default:
      appendCompact(to: &text)
    }
  }

  private func appendFitting(to text: inout ByteText, _ room: Int) -> Bool {
    // The shortest that isn't empty.
    guard room > 4 else { return false }
    let start = text.count
    appendCompact(to: &text, comma: ", ", colon: ": ")
    if text.count - start < room { return true }
    _ = text.removeEnd(from: start)
    return false
  }

  private func appendCompact(to text: inout ByteText, comma: String = ",", colon: String = ":") {
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
      // Beyond control characters, which must be escaped: what terminals and editors hide or take for a line break.
      guard scalar.value <= 0xFFFF, YAMLScalar.needsEscape(scalar) else { return nil }
      let digits = String(scalar.value, radix: 16)
      return "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
    }
  }
  text += "\""
}
