/// A line of a Markdown document: its text is literal, never markup.
package struct MarkdownText: Sendable, Equatable {
  enum Part: Sendable, Equatable {
    case text(String)
    case code(String)
  }

  private(set) var parts: [Part] = []

  /// `text` as it is.
  package init(_ text: String = "") { append(text) }

  /// `text` as something that is typed or named.
  package static func code(_ text: String) -> MarkdownText {
    var line = MarkdownText()
    line.append(code: text)
    return line
  }

  /// Adds `text` as it is.
  package mutating func append(_ text: String) {
    if text.isEmpty { return }
    if case .text(let before)? = parts.last {
      parts[parts.count - 1] = .text(before + text)
    } else {
      parts.append(.text(text))
    }
  }

  /// Adds `code` as something that is typed or named.
  package mutating func append(code: String) {
    // Two runs of backticks side by side would be one longer run.
    if case .code? = parts.last { return append(code) }
    if Self.isSayable(asCode: code) { parts.append(.code(code)) } else { append(code) }
  }

  /// Adds all of another line.
  package mutating func append(_ line: MarkdownText) {
    for part in line.parts {
      switch part {
      case .text(let text): append(text)
      case .code(let code): append(code: code)
      }
    }
  }

  /// Where a line stands.
  enum Position {
    /// At the start of a block, where list markers count.
    case block
    case heading
    /// In a table, where a bar ends a cell.
    case cell
  }

  /// The line as it is written at `position`.
  ///
  /// Throws if a control character can't be written; the place is `place`.
  func rendered(_ position: Position, at place: String) throws(UnsayableValue) -> String {
    var written = ""
    for (index, part) in parts.enumerated() {
      var ends: MarkdownEscaping.Ends = []
      if index == 0 { ends.insert(position == .block ? [.first, .marked] : .first) }
      if index == parts.count - 1 { ends.insert(.last) }
      switch part {
      case .text(let text): written += try MarkdownEscaping.escaped(text, ends, at: place)
      // A table reads `\|` as a bar even in code, so it can't contain a backslash before one.
      case .code(let code) where position == .cell && code.utf8.contains(UInt8(ascii: "|")):
        written += try MarkdownEscaping.escaped(code, ends, at: place)
      case .code(let code): written += MarkdownEscaping.codeSpan(code)
      }
    }
    return written
  }

  /// A code span turns line breaks into blanks, and can't be empty.
  private static func isSayable(asCode text: String) -> Bool {
    if text.isEmpty { return false }
    return !holdsUnusual(text)
      || text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F && !isWideBlank($0) }
  }

  // Readers disagree on whether these are trimmed at a cell's end.
  private static func isWideBlank(_ scalar: Unicode.Scalar) -> Bool {
    scalar != " " && scalar.properties.isWhitespace
  }
}

extension MarkdownText: ExpressibleByStringInterpolation {
  /// Fixed words and a policy's values in one line. For example: `"from \(code: sink)"`.
  package struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var line = MarkdownText()

    /// An empty line.
    package init(literalCapacity: Int, interpolationCount: Int) {}

    /// Adds words of the program.
    package mutating func appendLiteral(_ literal: String) { line.append(literal) }

    /// Adds a text as it is.
    package mutating func appendInterpolation(_ text: String) { line.append(text) }

    /// Adds a number.
    package mutating func appendInterpolation(_ number: Int) { line.append("\(number)") }

    /// Adds another line.
    package mutating func appendInterpolation(_ other: MarkdownText) { line.append(other) }

    /// Adds something that is typed or named.
    package mutating func appendInterpolation(code: String) { line.append(code: code) }
  }

  /// Words of the program.
  package init(stringLiteral value: String) { self.init(value) }

  /// A line put together.
  package init(stringInterpolation: StringInterpolation) { self = stringInterpolation.line }
}
