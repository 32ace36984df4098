import ArgumentParser

/// How findings are shown and weighed.
struct FindingOptions: ParsableArguments {
  @Option(help: "How findings are printed: text, json, github (commands of GitHub Actions) or sarif.")
  var format: FindingFormat = .text

  @Option(help: "The least severity that fails: error, warning or advice.")
  var failOn: Threshold = .error

  @Option(help: "The day, such as 2026-06-01, that dates in a policy are judged on; today if absent.")
  var asOf: Day = .today
}

/// What policies are held to.
struct StandardOptions: ParsableArguments {
  @Option(
    help: "A file of standards that policies must keep; the built-in one gives warnings if absent.",
    completion: .file())
  var standard: String?

  func validate() throws { try SingleOption.validate("--standard") }
}

/// What standard input is called.
struct StandardInputOptions: ParsableArguments {
  @Option(help: "The name that findings in standard input are given.", completion: .file())
  var stdinFilename = "<stdin>"

  func validate() throws {
    if stdinFilename.isEmpty { throw ValidationError("--stdin-filename takes a name.") }
  }
}
