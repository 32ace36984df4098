/// A value that a format can't express; writing something close to it would change its meaning.
package struct UnsayableValue: Error, Sendable, Equatable {
  /// Why the value can't be expressed.
  package enum Reason: Sendable, Equatable {
    /// An empty value where the format demands one.
    case empty
    /// A line break, where a value ends with its line.
    case lineBreak
    /// A NUL character.
    case nul
    /// A control character other than a line break, for which the format has no escape.
    case controlCharacter
    /// A noncharacter such as U+FFFE, where readers treat it as broken text.
    case noncharacter
    /// A leading or trailing blank, where readers trim.
    case outerBlank
    /// Not a name by the rules of the format.
    case notAName
    /// Not an absolute path.
    case notAnAbsolutePath
    /// Not the path or name of a program that `ExecStart=` and its like accept.
    case notAnExecutable
    /// `${{`, which begins an expression anywhere in a workflow.
    case expression
  }

  /// Where the value belongs, such as `[global] repo1-path`.
  package let place: String
  /// The value.
  package let value: String
  /// Why it can't be expressed.
  package let reason: Reason

  /// A refusal of `value` at `place`.
  package init(place: String, value: String, reason: Reason) {
    self.place = place
    self.value = value
    self.reason = reason
  }
}

extension UnsayableValue: CustomStringConvertible {
  /// The place, the reason and the value, which may be long or contain control characters.
  package var description: String {
    switch reason {
    case .empty: "\(place): an empty value can't be written"
    case .lineBreak: "\(place): a line break can't be written, as in `\(value)`"
    case .nul: "\(place): a NUL character can't be written, as in `\(value)`"
    case .controlCharacter: "\(place): a control character can't be written, as in `\(value)`"
    case .noncharacter: "\(place): a noncharacter code point can't be written, as in `\(value)`"
    case .outerBlank: "\(place): leading or trailing blanks can't be written, as in `\(value)`"
    case .notAName: "\(place): `\(value)` is not a name"
    case .notAnAbsolutePath: "\(place): `\(value)` is not an absolute path"
    case .expression:
      "\(place): `${{` can't be written, because it begins an expression, as in `\(value.line(with: "${{"))`"
    case .notAnExecutable: "\(place): `\(value)` is not a program path that systemd accepts"
    }
  }
}

extension String {
  /// The first line that contains a text: a finding about a script shows one line.
  fileprivate func line(with text: String) -> Substring {
    split(separator: "\n").first { $0.contains(text) } ?? self[...]
  }
}
