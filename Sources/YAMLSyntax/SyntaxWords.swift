internal import Diagnostics

/// Words for what libyaml finds: its own where they are clear, and the way out where there is one.
enum SyntaxWords {
  static var tab: Diagnostic.Message {
    .init("a tab can't indent", help: "use spaces")
  }

  /// What the scanner and the parser say.
  static func scanner(_ problem: String) -> Diagnostic.Message {
    switch problem {
    case "mapping values are not allowed in this context":
      .init("`: ` can't stand here", help: "quote the value if the colon is part of it, or check the indentation")
    case "could not find expected ':'":
      .init("a key without `:`", help: "check the indentation, and quote text that runs over several lines")
    case "did not find expected key", "did not find expected '-' indicator":
      .init("this line doesn't fit the block above", help: "check the indentation")
    case "found character that cannot start any token":
      .init("no value can start with this character", help: "quote the value")
    case "found unexpected end of stream":
      .init("the file ends inside a quoted value", help: "close the quote")
    default: .init(problem)
    }
  }

  /// What the reader says of a character; `value` is the character, or -1.
  static func reader(_ problem: String, value: Int32) -> Diagnostic.Message {
    problem == "control characters are not allowed"
      ? .init(
        value == 0 ? "a NUL byte can't stand in YAML" : "a control character can't stand in YAML",
        help: "remove it, or write it as an escape in double quotes")
      : .init(problem)
  }
}
