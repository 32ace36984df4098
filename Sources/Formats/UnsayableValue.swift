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
  /// The place and the reason, on one line and without the value, which may be long or have controls in it.
  package var description: String {
    switch reason {
    case .empty: "\(place): there is no way to say an empty value"
    case .lineBreak: "\(place): there is no way to say a line break"
    case .nul: "\(place): there is no way to say a NUL character"
    case .controlCharacter: "\(place): there is no way to say a control character"
    case .noncharacter: "\(place): there is no way to say a code point that is no character"
    case .outerBlank: "\(place): there is no way to say a blank at the beginning or the end"
    case .notAName: "\(place): not a name"
    case .notAnAbsolutePath: "\(place): not an absolute path"
    case .expression: "\(place): there is no way to say `${{`, which begins an expression"
    case .notAnExecutable: "\(place): not the path of a program that systemd accepts"
    }
  }
}
