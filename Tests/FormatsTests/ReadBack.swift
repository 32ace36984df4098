/// What readers make of our texts, written from their manuals and for what we emit only.
enum ReadBack {
  /// The string that a document of a single scalar, or the value after `key: `, says; `nil` where it is malformed.
  static func yaml(_ text: String, indent: Int = 2) -> String? {
    guard text.utf8.last == 10 else { return nil }
    let line = String(text.unicodeScalars.dropLast())
    if line.utf8.first == UInt8(ascii: "\"") { return doubleQuoted(line) }
    if line.utf8.first == UInt8(ascii: "'") { return singleQuoted(line) }
    if line.utf8.first == UInt8(ascii: "|") { return literal(text, indent: indent) }
    return line.utf8.contains(10) ? nil : line
  }

  /// What Helm prints for `text`; `nil` where there is an action other than the one that prints `{{`.
  static func helm(_ text: String) -> String? {
    let action = Array(#"{{ "{{" }}"#.unicodeScalars)
    var rest = text.unicodeScalars[...]
    var printed = ""
    while let scalar = rest.first {
      if rest.starts(with: action) {
        printed += "{{"
        rest = rest.dropFirst(action.count)
      } else if rest.starts(with: "{{".unicodeScalars) {
        return nil
      } else {
        printed.unicodeScalars.append(scalar)
        rest = rest.dropFirst()
      }
    }
    return printed
  }

  /// The words of a value as systemd splits it, with C escapes, `%%` and, of all words but the first, `$$` undone.
  static func systemd(_ line: String) -> [String]? {
    var words: [String] = []
    var word: String?
    var isQuoted = false
    var rest = line.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      switch scalar {
      case "\"":
        isQuoted.toggle()
        word = word ?? ""
      case "\\":
        guard isQuoted, let escaped = rest.popFirst() else { return nil }
        if escaped == "x" {
          guard let value = UInt8(String(rest.prefix(2)), radix: 16), value != 0 else { return nil }
          rest = rest.dropFirst(2)
          word?.unicodeScalars.append(Unicode.Scalar(value))
        } else {
          guard escaped == "\\" || escaped == "\"" else { return nil }
          word?.unicodeScalars.append(escaped)
        }
      case " " where !isQuoted:
        if let word { words.append(word) }
        word = nil
      case "%", "$":
        if scalar == "%" || !words.isEmpty { guard rest.popFirst() == scalar else { return nil } }
        word = word ?? ""
        word?.unicodeScalars.append(scalar)
      default:
        guard isQuoted || scalar.isASCII, scalar.value >= 0x20, scalar != "'" || isQuoted else { return nil }
        word = word ?? ""
        word?.unicodeScalars.append(scalar)
      }
    }
    if let word { words.append(word) }
    return isQuoted ? nil : words
  }

  private static func literal(_ text: String, indent: Int) -> String? {
    var lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let header = lines.removeFirst()
    lines.removeLast()
    if lines.last == "# end" { lines.removeLast() }
    let margin = String(repeating: " ", count: indent)
    var body = ""
    for line in lines {
      guard line.isEmpty || line.hasPrefix(margin) else { return nil }
      body += line.unicodeScalars.dropFirst(line.isEmpty ? 0 : indent).map(String.init).joined() + "\n"
    }
    let first = body.unicodeScalars.first { $0 != "\n" }
    guard (first == " " || first == "\t") == header.contains("2") else { return nil }
    let ends = body.utf8.reversed().prefix { $0 == 10 }.count
    switch header.last {
    case "-": return ends == 1 ? String(body.unicodeScalars.dropLast()) : nil
    case "+": return ends > 1 ? body : nil
    default: return ends == 1 ? body : nil
    }
  }

  private static func singleQuoted(_ line: String) -> String? {
    let inner = line.unicodeScalars.dropFirst().dropLast()
    guard line.utf8.count > 1, line.utf8.last == UInt8(ascii: "'"), !inner.contains("'") else { return nil }
    return String(inner)
  }

  private static func doubleQuoted(_ line: String) -> String? {
    var rest = line.unicodeScalars[...].dropFirst()
    guard rest.popLast() == "\"" else { return nil }
    var string = ""
    while let scalar = rest.popFirst() {
      if scalar == "\"" || scalar.value < 0x20 { return nil }
      guard scalar == "\\" else {
        string.unicodeScalars.append(scalar)
        continue
      }
      guard let kind = rest.popFirst() else { return nil }
      switch kind {
      case "n": string += "\n"
      case "t": string += "\t"
      case "r": string += "\r"
      case "\"", "\\": string.unicodeScalars.append(kind)
      default:
        guard let width = ["x": 2, "u": 4, "U": 8][kind], let value = UInt32(String(rest.prefix(width)), radix: 16),
          let escaped = Unicode.Scalar(value)
        else { return nil }
        rest = rest.dropFirst(width)
        string.unicodeScalars.append(escaped)
      }
    }
    return string
  }
}

extension String {
  /// The bytes, to compare by: `==` takes canonically equivalent strings as equal.
  var bytes: [UInt8] { Array(utf8) }
}
