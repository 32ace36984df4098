/// A value that a format has no way to say; writing something near it instead would change a meaning.
package struct UnsayableValue: Error, Sendable, Equatable {
  /// Why the value cannot be said.
  package enum Reason: Sendable, Equatable {
    /// There is nothing, where the format needs something.
    case empty
    /// A line break, where a value ends with its line.
    case lineBreak
    /// A NUL character.
    case nul
    /// A control character other than a line break, and no escape to say it.
    case controlCharacter
    /// A code point that Unicode keeps from being a character, such as U+FFFE, where a reader takes it for broken text.
    case noncharacter
    /// A blank at the beginning or the end, where readers trim.
    case outerBlank
    /// Not a name by the rules of the format.
    case notAName
    /// Not an absolute path.
    case notAnAbsolutePath
    /// Not the path or name of a program that `ExecStart=` and its like accept.
    case notAnExecutable
    /// `${{`, which begins an expression of a workflow wherever it stands.
    case expression
  }

  /// Where the value was to stand, such as `[global] repo1-path`.
  package let place: String
  /// The value.
  package let value: String
  /// Why it cannot be said.
  package let reason: Reason

  /// A refusal of `value` at `place`.
  package init(place: String, value: String, reason: Reason) {
    self.place = place
    self.value = value
    self.reason = reason
  }
}

extension UnsayableValue: CustomStringConvertible {
  /// The place, the reason and the value, which may be long or have controls in it.
  package var description: String {
    switch reason {
    case .empty: "\(place): there is no way to say an empty value"
    case .lineBreak: "\(place): there is no way to say a line break, as in `\(value)`"
    case .nul: "\(place): there is no way to say a NUL character, as in `\(value)`"
    case .controlCharacter: "\(place): there is no way to say a control character, as in `\(value)`"
    case .noncharacter: "\(place): there is no way to say a code point that is no character, as in `\(value)`"
    case .outerBlank: "\(place): there is no way to say a blank at the beginning or the end, as in `\(value)`"
    case .notAName: "\(place): `\(value)` is not a name"
    case .notAnAbsolutePath: "\(place): `\(value)` is not an absolute path"
    case .expression:
      "\(place): there is no way to say `${{`, which begins an expression, as in `\(value.line(with: "${{"))`"
    case .notAnExecutable: "\(place): `\(value)` is not the path of a program that systemd accepts"
    }
  }
}

extension String {
  /// The first line that has a text in it: of a script, a finding is about one line.
  fileprivate func line(with text: String) -> Substring {
    split(separator: "\n").first { $0.contains(text) } ?? self[...]
  }
}
