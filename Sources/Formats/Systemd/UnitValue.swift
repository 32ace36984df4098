internal import ASCII

/// The value of a unit's key, by the type that systemd expects; each has its own quoting.
package enum UnitValue: Sendable, Equatable {
  /// Text to the end of the line in which systemd expands specifiers, such as `Description=`, `OnCalendar=` or `LoadCredential=`.
  case text(String)
  /// A program with its arguments, for `ExecStart=` and its like; no argument is expanded.
  case command([String], prefixes: [ExecPrefix] = [])
  /// A program with its arguments, some of which systemd expands.
  case commandWords([CommandWord], prefixes: [ExecPrefix] = [])
  /// One variable, for `Environment=`.
  case environment(name: String, value: String)
  /// One absolute path to the end of the line, such as `WorkingDirectory=` or `PathChanged=`.
  case path(String)
  /// A list of words separated by blanks, such as the paths of `ReadWritePaths=`.
  case words([String])
  /// A list of unit names, such as `After=`, in which `\x2d` and its like are part of a name and not an escape.
  case units([String])
  /// A value that is valid as is, such as `oneshot`, or has specifiers for systemd to expand.
  case literal(String)
  /// The empty value, which in a drop-in clears what the list had before.
  case reset

  /// What a character before the program asks of systemd (systemd.service(5), table "Special executable prefixes").
  package enum ExecPrefix: String, Sendable, Equatable {
    /// A failure of the command is logged and otherwise ignored.
    case ignoringFailure = "-"
  }

  /// An argument of a command.
  package enum CommandWord: Sendable, Equatable {
    /// An argument that the program gets as it is.
    case text(String)
    /// An argument in which specifiers (`%n`, `%d`) and variables (`${NAME}`) are expanded, and stay one argument.
    case expanded(String)
  }
}

extension UnitValue {
  /// The value after the `=`.
  func spelled(at place: String) throws(UnsayableValue) -> String {
    switch self {
    case .reset: return ""
    case .literal(let value):
      try checkLine(value, at: place)
      return guardedAgainstContinuation(value)
    case .text(let text):
      try checkLine(text, at: place)
      return guardedAgainstContinuation(specifiersEscaped(text))
    case .path(let path):
      try checkLine(path, at: place)
      guard path.utf8.first == UInt8(ascii: "/") else {
        throw UnsayableValue(place: place, value: path, reason: .notAnAbsolutePath)
      }
      return guardedAgainstContinuation(specifiersEscaped(path))
    case .command(let argv, let prefixes):
      return try UnitCommand.spelled(argv.map { .text($0) }, prefixes: prefixes, at: place)
    case .commandWords(let words, let prefixes):
      return try UnitCommand.spelled(words, prefixes: prefixes, at: place)
    case .environment(let name, let value):
      guard isVariableName(name) else { throw UnsayableValue(place: place, value: name, reason: .notAName) }
      return try UnitWord.quoted("\(name)=\(specifiersEscaped(value))", controls: .escaped, at: place)
    case .words(let words):
      if words.isEmpty { throw UnsayableValue(place: place, value: "", reason: .empty) }
      var quoted: [String] = []
      for word in words { quoted.append(try UnitWord.quoted(specifiersEscaped(word), controls: .refused, at: place)) }
      return quoted.joined(separator: " ")
    case .units(let names):
      if names.isEmpty { throw UnsayableValue(place: place, value: "", reason: .empty) }
      for name in names where name.isEmpty || !name.utf8.allSatisfy(isUnitNameByte) {
        throw UnsayableValue(place: place, value: name, reason: .notAName)
      }
      return names.joined(separator: " ")
    }
  }

  private func checkLine(_ value: String, at place: String) throws(UnsayableValue) {
    if let reason = faultOfLine(value) { throw UnsayableValue(place: place, value: value, reason: reason) }
    if UnitWord.holdsNoncharacter(value) {
      throw UnsayableValue(place: place, value: value, reason: .noncharacter)
    }
  }

  // An odd number of backslashes at the end of a line joins the next line to it. A blank after them does not let it come to
  // that, and is trimmed.
  private func guardedAgainstContinuation(_ value: String) -> String {
    let backslashes = value.utf8.reversed().prefix { $0 == UInt8(ascii: "\\") }.count
    return backslashes % 2 == 1 ? value + " " : value
  }

  // systemd.unit(5): "ASCII letters, digits, ":", "-", "_", ".", and "\"", with "@" before an instance.
  private func isUnitNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: ":"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "\\"), UInt8(ascii: "@"): true
    default: byte.isOfIdentifier
    }
  }
}
