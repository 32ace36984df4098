import ArgumentParser

/// `backstay lint`.
struct Lint: StatusCommand {
  static let configuration = CommandConfiguration(
    abstract: "Checks policies and prints what is wrong with them.",
    discussion: """
      With --fix, what has only one way out is written into the files: a misspelt key, a number without its quotes or with \
      quotes too many, a list without its brackets. Findings that are left are printed, and decide the exit status. The \
      fixed text of standard input is printed on standard output.

      For example: backstay lint policy.yaml
      """)

  @Argument(help: "Files; a folder means the policies in it, and - standard input.", completion: .file())
  var paths: [String] = ["."]

  @OptionGroup var findings: FindingOptions

  @OptionGroup var standards: StandardOptions

  @OptionGroup var standardInput: StandardInputOptions

  @Option(help: "How many files are linted at a time; as many as there are cores if absent.")
  var jobs: Int?

  @Flag(help: "Fixes what has only one way out.")
  var fix = false

  @Flag(help: "Prints findings only, not what was fixed.")
  var quiet = false

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs takes a number from 1 on.") }
  }

  func status() -> ExitStatus {
    let run = LintRun(
      paths: paths, format: findings.format, threshold: findings.failOn.severity,
      standardInputName: standardInput.stdinFilename,
      asOf: findings.asOf, standardPath: standards.standard, jobs: jobs)
    return fix ? FixRun(lint: run, isQuiet: quiet).run() : run.run()
  }
}
