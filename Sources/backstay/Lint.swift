import ArgumentParser

/// `backstay lint`.
struct Lint: StatusCommand {
  static let configuration = CommandConfiguration(
    abstract: "Checks policies and prints what is wrong with them.",
    discussion: """
      With --fix, problems with only one solution are fixed in the files: a misspelt key, a number without its quotes or with \
      quotes too many, a list without its brackets. The remaining findings are printed, and decide the exit status. The \
      fixed text of standard input is printed to standard output.

      For example: backstay lint policy.yaml
      """)

  @Argument(help: "Files; a folder means the policies in it, - means standard input.", completion: .file())
  var paths: [String] = ["."]

  @OptionGroup var findings: FindingOptions

  @OptionGroup var standards: StandardOptions

  @OptionGroup var standardInput: StandardInputOptions

  @Option(help: "How many files to lint at a time; the number of cores if absent.")
  var jobs: Int?

  @Flag(help: "Fixes problems that have only one solution.")
  var fix = false

  @Flag(help: "Prints findings only, not what was fixed.")
  var quiet = false

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs takes a number of at least 1.") }
  }

  func status() -> ExitStatus {
    let run = LintRun(
      paths: paths, format: findings.format, threshold: findings.failOn.severity,
      standardInputName: standardInput.stdinFilename,
      asOf: findings.asOf, standardPath: standards.standard, jobs: jobs)
    return fix ? FixRun(lint: run, isQuiet: quiet).run() : run.run()
  }
}
