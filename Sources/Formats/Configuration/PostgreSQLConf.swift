internal import ASCII

/// A `postgresql.conf`, or a file that one includes: `key = value` lines in order, with comments between them.
package struct PostgreSQLConf: Sendable, Equatable {
  /// The value of a parameter.
  package enum Value: Sendable, Equatable {
    /// Text, also a number with a unit such as `60s`, in single quotes.
    case string(String)
    /// A number without a unit.
    case integer(Int)
    /// `on` or `off`.
    case boolean(Bool)
  }

  private enum Line: Sendable, Equatable {
    case comment([String])
    case parameter(String, Value)
  }

  private var lines: [Line] = []

  /// A file with `comment` at the top.
  package init(comment: [String] = []) {
    if !comment.isEmpty { lines.append(.comment(comment)) }
  }

  /// Adds a parameter; PostgreSQL takes the last line of a name.
  package mutating func set(_ name: String, _ value: Value) { lines.append(.parameter(name, value)) }

  /// Adds comment lines above what follows, without their `#`; a blank line separates them from what precedes.
  package mutating func append(comment: [String]) { lines.append(.comment(comment)) }

  /// The text of the file with a final line break.
  ///
  /// Throws if a name isn't valid, or a string has a line break or a NUL; the place is the parameter's name.
  package func rendered() throws(UnsayableValue) -> String {
    var blocks: [[String]] = []
    for line in lines {
      switch line {
      case .comment(let comment): blocks.append(commentLines(comment))
      case .parameter(let name, let value):
        if blocks.isEmpty { blocks.append([]) }
        blocks[blocks.count - 1].append("\(try checked(name)) = \(try spelled(value, of: name))")
      }
    }
    return joined(blocks)
  }

  // guc-file.l: ID {LETTER}{LETTER_OR_DIGIT}*, and one dot in the name of an extension's parameter.
  private func checked(_ name: String) throws(UnsayableValue) -> String {
    let parts = name.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    for part in parts {
      guard let first = part.first, !first.isDigit, part.allSatisfy({ $0.isOfIdentifier }) else {
        throw UnsayableValue(place: name, value: name, reason: .notAName)
      }
    }
    guard parts.count <= 2 else { throw UnsayableValue(place: name, value: name, reason: .notAName) }
    return name
  }

  private static let suspects = ByteSet("'\\")

  private func spelled(_ value: Value, of name: String) throws(UnsayableValue) -> String {
    switch value {
    case .integer(let number): return String(number)
    case .boolean(let truth): return truth ? "on" : "off"
    case .string(let string):
      for byte in string.utf8 where byte < 0x20 {
        switch byte {
        // PostgreSQL knows `\n` here, but other readers of the file (pg_ctl, Patroni, Ansible) do not.
        case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
          throw UnsayableValue(place: name, value: string, reason: .lineBreak)
        case 0: throw UnsayableValue(place: name, value: string, reason: .nul)
        default: continue
        }
      }
      var quoted = ByteText()
      quoted += "'"
      quoted.append(string, suspects: Self.suspects) { scalar in
        scalar == "'" ? "''" : "\\\\"
      }
      quoted += "'"
      return quoted.string
    }
  }
}
