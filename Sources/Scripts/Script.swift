package import Formats

/// A script before the place of its library is known: settings, then what it loads, then calls.
package struct Script: Sendable {
  /// Where a script finds the functions that it calls.
  package enum Runtime: Sendable {
    /// In a file, by its absolute path.
    case file(String)
    /// In itself.
    case inline
  }

  /// Lines under the first one, without their `#`.
  var comment: [String]
  var settings: [ShellScript.Statement]
  /// What it loads, each after what that needs itself.
  package let parts: [ShellPart]
  var calls: [ShellScript.Statement]
  /// Whether it is one command in another file, whose reader prefixes it.
  var isEmbedded = false

  /// A script of `calls` under `comment`; `parts` are those that the calls name, the rest follows.
  package init(
    comment: [String], settings: [ShellScript.Statement] = [], parts: [ShellPart], isEmbedded: Bool = false,
    calls: [ShellScript.Statement]
  ) {
    self.comment = comment
    self.settings = settings
    self.parts = ShellLibrary.closure(of: parts)
    self.calls = calls
    self.isEmbedded = isEmbedded
  }

  /// The programs that its parts run and that not every system has.
  var programs: [String] { ShellLibrary.programs(of: parts) }

  /// The text of the script.
  ///
  /// Throws if a name or value can't be written in a script.
  package func rendered(_ runtime: Runtime) throws(UnsayableValue) -> String {
    var statements = settings
    // Settings are read by name from the library; `a-b` is text.
    var unchecked = ["SC2034", "SC2100"]
    switch runtime {
    case .file(let path):
      // The loaded file is on another machine.
      unchecked.insert("SC1091", at: 0)
      if !parts.isEmpty { statements += [.load(path), .gap] }
    case .inline:
      // And not every script passes all arguments of functions.
      unchecked += ["SC2119", "SC2120", "SC2154", "SC2317"]
      statements += parts.map { .function($0.functions) }
    }
    return try ShellScript(comment: comment, unchecked: unchecked, statements + calls).rendered(isEmbedded: isEmbedded)
  }
}
