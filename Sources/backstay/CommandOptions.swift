import ArgumentParser

/// How findings are shown, and which of them fail the command.
struct FindingOptions: ParsableArguments {
  @Option(help: "The format of findings: text, json, github (GitHub Actions commands) or sarif.")
  var format: FindingFormat = .text

  @Option(help: "The lowest severity that makes the command fail: error, warning or advice.")
  var failOn: Threshold = .error

  @Option(help: "The day on which a policy's dates are judged, such as 2026-06-01; today if absent.")
  var asOf: Day = .today
}

/// The standards that policies must meet.
struct StandardOptions: ParsableArguments {
  @Option(
    help: "A file of standards that policies must meet; if absent, the built-in standard gives warnings.",
    completion: .file())
  var standard: String?

  func validate() throws { try SingleOption.validate("--standard") }
}

/// The name of standard input.
struct StandardInputOptions: ParsableArguments {
  @Option(help: "The file name that findings in standard input carry.", completion: .file())
  var stdinFilename = "<stdin>"

  func validate() throws {
    if stdinFilename.isEmpty { throw ValidationError("--stdin-filename needs a name.") }
  }
}
