/// A script for any POSIX shell: settings, handwritten functions, and calls of them.
package struct ShellScript: Sendable, Equatable {
  /// One statement, with what it needs around it.
  package enum Statement: Sendable, Equatable {
    /// Comment lines, without their `#`.
    case comment([String])
    /// A variable of the script, set to a text.
    case assignment(name: String, value: String)
    /// A variable that the programs started by the script see too.
    case exported(name: String, value: String)
    /// A variable of the script, set to what an environment variable holds, then `below`; the script ends where that is
    /// unset or empty, so that no path ever begins at the root.
    case required(name: String, variable: String, below: String)
    /// A file, by an absolute path, as a part of this script.
    ///
    /// Where it is missing the script ends with 126, the shell's word for a command that can't be executed: `.` alone would
    /// end it with a lower status, which PostgreSQL's `restore_command` takes for the end of the archive.
    case load(String)
    /// The text of a function, as it is.
    case function(String)
    /// A command with its arguments.
    case call([ShellWord])
    /// A blank line.
    case gap
  }

  /// Lines under the first one, without their `#`.
  package var comment: [String]
  /// The codes that shellcheck ignores, such as `SC2034`.
  package var unchecked: [String] = []
  /// The statements in order, after `set -eu`.
  package var statements: [Statement]

  /// A script of `statements` under `comment`.
  package init(comment: [String] = [], unchecked: [String] = [], _ statements: [Statement] = []) {
    self.comment = comment
    self.unchecked = unchecked
    self.statements = statements
  }

  /// The text of the script, with blank lines around each function, and a final line break.
  ///
  /// `isEmbedded` makes of it one command, for a place where others stand before it: there shellcheck takes a directive
  /// for that of the next command.
  ///
  /// Throws if a name isn't valid, a text has a NUL, or a call has no command; the place is the name or the command.
  package func rendered(isEmbedded: Bool = false) throws(UnsayableValue) -> String {
    var head = (isEmbedded ? [] : ["#!/bin/sh"]) + ShellCheckDirective.neutralized(commentLines(comment))
    if !unchecked.isEmpty { head.append("# shellcheck disable=\(unchecked.joined(separator: ","))") }
    var blocks = isEmbedded ? [head + ["{", "set -eu"]] : [head + ["set -eu"]]
    var lastKind: Kind?
    for statement in statements {
      if case .gap = statement {
        lastKind = .gap
        continue
      }
      let lines = try spelled(statement)
      let kind = kind(of: statement)
      if kind == lastKind || lastKind == .comment {
        blocks[blocks.count - 1] += lines
      } else {
        blocks.append(lines)
      }
      lastKind = kind == .function ? nil : kind
    }
    if isEmbedded { blocks.append(["}"]) }
    return joined(blocks)
  }

  private enum Kind {
    case comment, statement, function, gap
  }

  private func kind(of statement: Statement) -> Kind {
    switch statement {
    case .comment: .comment
    case .assignment, .exported, .required, .load, .call: .statement
    case .function: .function
    case .gap: .gap
    }
  }

  private func spelled(_ statement: Statement) throws(UnsayableValue) -> [String] {
    switch statement {
    case .comment(let lines): return ShellCheckDirective.neutralized(commentLines(lines))
    case .assignment(let name, let value):
      return ShellCheckDirective.lines(for: [value]) + [try setting(name, value)]
    case .exported(let name, let value):
      return ShellCheckDirective.lines(for: [value]) + ["export \(try setting(name, value))"]
    case .required(let name, let variable, let below):
      guard isVariableName(name), isVariableName(variable) else {
        throw UnsayableValue(place: name, value: variable, reason: .notAName)
      }
      return ["\(name)=${\(variable):?}" + (below.isEmpty ? "" : try ShellWord.quoted(below, at: name))]
    case .load(let path): return ["command . \(try ShellWord.quoted(path, at: "path")) || exit 126"]
    case .function(let text):
      var text = Substring(text)
      while text.utf8.last == UInt8(ascii: "\n") { text.unicodeScalars.removeLast() }
      return [String(text)]
    case .gap: return []
    case .call(let words):
      guard let command = words.first, command != "" else {
        throw UnsayableValue(place: "command", value: "", reason: .empty)
      }
      let place = try "arguments of \(command.spelled(at: "command"))"
      var spelled: [String] = []
      var texts: [String] = []
      for word in words {
        spelled.append(try word.spelled(at: place))
        if case .text(let text) = word { texts.append(text) }
      }
      return ShellCheckDirective.lines(for: texts) + [spelled.joined(separator: " ")]
    }
  }

  private func setting(_ name: String, _ value: String) throws(UnsayableValue) -> String {
    guard isVariableName(name) else { throw UnsayableValue(place: name, value: name, reason: .notAName) }
    return "\(name)=\(try ShellWord.quoted(value, at: name))"
  }
}
