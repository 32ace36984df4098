import ArgumentParser

/// `backstay lint`.
struct Lint: StatusCommand {
  static let configuration = CommandConfiguration(
    abstract: "Checks policies and prints what is wrong with them.",
    discussion: "For example: backstay lint policy.yaml")

  @Argument(help: "Files; a folder means the policies in it, and - standard input.")
  var paths: [String]

  @OptionGroup var findings: FindingOptions

  @OptionGroup var standards: StandardOptions

  @Option(help: "The name that findings in standard input are given.")
  var stdinFilename = "<stdin>"

  @Flag(help: "Prints findings only, which lint does anyway.")
  var quiet = false

  func status() -> ExitStatus {
    LintRun(
      paths: paths, format: findings.format, threshold: findings.failOn.severity, standardInputName: stdinFilename,
      asOf: findings.asOf, standardPath: standards.standard
    ).run()
  }
}
