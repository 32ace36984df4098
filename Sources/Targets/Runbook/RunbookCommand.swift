import Formats

/// Command lines whose words are quoted.
enum RunbookCommand {
  /// The words as one line.
  static func line(_ words: String...) throws(UnsayableValue) -> String { try line(words) }

  /// The words as one line.
  static func line(_ words: [String]) throws(UnsayableValue) -> String {
    var quoted: [String] = []
    for word in words { quoted.append(try ShellWord.quoted(word)) }
    return quoted.joined(separator: " ")
  }

  /// `name=value`.
  static func set(_ name: String, _ value: String) throws(UnsayableValue) -> String {
    "\(name)=\(try ShellWord.quoted(value))"
  }

  /// `export name=value`.
  static func export(_ name: String, _ value: String) throws(UnsayableValue) -> String {
    "export \(try set(name, value))"
  }

  /// A function that passes its arguments on after `words`.
  static func function(_ name: String, _ words: [String]) throws(UnsayableValue) -> String {
    let command = words.isEmpty ? "" : try line(words) + " "
    return "\(name)() {\n  \(command)\"$@\"\n}"
  }

  /// `name` as what a secret's file holds.
  static func read(_ name: String, from file: String) throws(UnsayableValue) -> String {
    "\(name)=$(cat \(try ShellWord.quoted(file))) && export \(name)"
  }
}
