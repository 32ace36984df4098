import ArgumentParser
import Targets

/// `backstay compile`.
struct Compile: StatusCommand {
  static let configuration = CommandConfiguration(
    abstract: "Compiles policies into the files that their targets need.",
    discussion: """
      Each policy's files go to DIR/<policy>/<target>. With --output -, the target kubernetes is printed as one YAML \
      stream and anything else as a tar archive; alerting rules and the runbook are included only if named with --target.

      For example: backstay compile policy.yaml --output generated --target helm
      """)

  @Argument(help: "Policy files.", completion: .file())
  var paths: [String]

  @Option(name: [.short, .long], help: "The folder to write to, or - for standard output.", completion: .directory)
  var output: String

  @Option(
    help: "A target; repeat the option for several. If absent, all that the policy declares.",
    completion: .list(TargetCatalog.all.map { $0.name }))
  var target: [String] = []

  @Flag(help: "Writes nothing; prints how the folder differs from what would be written.")
  var check = false

  @Flag(help: "Overwrites generated files that a person has edited.")
  var force = false

  @Flag(help: "Prints findings only.")
  var quiet = false

  @OptionGroup var findings: FindingOptions

  @OptionGroup var standards: StandardOptions

  @OptionGroup var standardInput: StandardInputOptions

  func validate() throws {
    try SingleOption.validate("--output", "-o")
    if output.isEmpty { throw ValidationError("--output needs a folder, or - for standard output.") }
    if check, output == "-" { throw ValidationError("--check needs a folder to compare with.") }
  }

  func status() throws -> ExitStatus {
    var run = CompileRun(
      paths: paths, output: output, findings: findings.format, threshold: findings.failOn.severity,
      standardInputName: standardInput.stdinFilename, asOf: findings.asOf)
    run.standardPath = standards.standard
    run.targets = try target.isEmpty ? nil : Products.targets(named: target)
    run.checksOnly = check
    run.overwritesEdits = force
    run.isQuiet = quiet
    return run.run()
  }
}
