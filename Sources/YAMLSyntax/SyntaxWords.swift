internal import Diagnostics

/// Messages for libyaml's errors: its own where they are clear, with a help where there is one.
enum SyntaxWords {
  static var tab: Diagnostic.Message {
    .init("tabs can't be used for indentation", help: "use spaces")
  }

  /// What the scanner and the parser say.
  static func scanner(_ problem: String) -> Diagnostic.Message {
    switch problem {
    case "mapping values are not allowed in this context":
      .init("`: ` isn't allowed here", help: "quote the value if the colon is part of it, or check the indentation")
    case "could not find expected ':'":
      .init("a key without `:`", help: "check the indentation, and quote text that runs over several lines")
    case "did not find expected key", "did not find expected '-' indicator":
      .init("this line doesn't fit the block above", help: "check the indentation")
    case "did not find expected ',' or '}'":
      .init("expected `,` or `}`", help: "check that every brace and quote before this is closed")
    case "did not find expected ',' or ']'":
      .init("expected `,` or `]`", help: "check that every bracket and quote before this is closed")
    case "did not find expected <document start>":
      .init("expected `---`", help: "start another document with `---`, or check the indentation")
    case "found character that cannot start any token":
      .init("no value can start with this character", help: "quote the value")
    case "found unexpected end of stream":
      .init("the quote is never closed", help: "close it, or remove it")
    case "did not find expected alphabetic or numeric character":
      .init("`*` and `&` must be followed by a name", help: "quote the value if it is text")
    case "found unknown escape character":
      .init("unknown escape", help: "write `\\\\` for a backslash, or use single quotes")
    case "found undefined tag handle":
      .init("a tag has no meaning in a policy", help: "remove it; quote the value to make it a string")
    case "found incompatible YAML document":
      .init("unknown version of YAML", help: "remove the line")
    default: .init(problem)
    }
  }

  /// What the scanner and the parser were reading.
  static func context(_ context: String) -> String {
    switch context {
    case "while parsing a flow mapping", "while parsing a block mapping": "in the mapping that begins here"
    case "while parsing a flow sequence", "while parsing a block collection": "in the list that begins here"
    case "while parsing a quoted scalar", "while scanning a quoted scalar": "in the quoted text that begins here"
    case "while scanning a simple key": "the key"
    default: context
    }
  }

  /// Whether a problem is best shown where its construct begins, because libyaml notices it too late.
  static func belongsToContext(_ problem: String) -> Bool {
    problem == "found unexpected end of stream" || problem == "did not find expected alphabetic or numeric character"
  }

  /// The reader's message about a character; `value` is the character, or -1.
  static func reader(_ problem: String, value: Int32) -> Diagnostic.Message {
    problem == "control characters are not allowed"
      ? .init(
        value == 0 ? "YAML can't contain a NUL byte" : "YAML can't contain a control character",
        help: "remove it, or write it as an escape in double quotes")
      : .init(problem)
  }
}
