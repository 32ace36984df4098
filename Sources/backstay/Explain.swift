import ArgumentParser
import BackstayKit
import Diagnostics

/// `backstay explain`.
struct Explain: StatusCommand {
  static let configuration = CommandConfiguration(
    abstract: "Explains what a policy means, or why a rule exists.",
    discussion: """
      For a policy: what is proven and from which numbers, the next runs, what may be lost, what is kept, where copies are, \
      the defaults in force and what is specific to each target. For a rule: a policy that breaks it, and how to fix it. \
      For builtin: the built-in standard, as findings point at its lines.

      For example: backstay explain policy.yaml --from 2026-06-01 --days 7
      """)

  /// How an explanation is printed.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, json

    /// The findings beside it, in the same way.
    var findings: FindingFormat { self == .text ? .text : .json }
  }

  @Argument(help: "A policy file, - for standard input, a rule's name, or builtin.", completion: .file())
  var subject: String

  @Option(help: "The output format: text or json.")
  var format: Format = .text

  @Option(help: "The first day to list runs of, such as 2026-06-01; the day of --as-of if absent.")
  var from: Day?

  @Option(help: "The number of days to list runs of, 1 to 366.")
  var days = 7

  @Option(help: "The lowest severity that makes the command fail: error, warning or advice.")
  var failOn: Threshold = .error

  @Option(help: "The day on which a policy's dates are judged, such as 2026-06-01; today if absent.")
  var asOf: Day = .today

  @OptionGroup var standards: StandardOptions

  @OptionGroup var standardInput: StandardInputOptions

  func validate() throws {
    guard (1...366).contains(days) else { throw ValidationError("--days takes a number from 1 to 366.") }
  }

  func status() throws -> ExitStatus {
    if let explanation = RuleIndex.explanation(of: subject) {
      guard format == .text else { throw ValidationError("Rules are explained only as text.") }
      try Terminal.print(explanation.text)
      return .clean
    }
    if subject == BuiltinStandardText.name {
      guard format == .text else { throw ValidationError("The built-in standard is printed only as text.") }
      try Terminal.print(BuiltinStandardText.text)
      return .clean
    }
    // For something that can only be a path, the system's error is reported.
    if subject != "-", !subject.utf8.contains(UInt8(ascii: "/")), SourceReader.isAbsent(subject) {
      throw ValidationError(
        "There is neither a file nor a rule '\(subject)'; 'backstay rules' lists the rules.")
    }
    let list = SourceList([subject], standardInputName: standardInput.stdinFilename)
    var report = FindingReport(format.findings)
    for failure in list.failures { report.add(failure: failure) }
    var status = list.failures.isEmpty ? explain(list.sources, &report) : .failure
    status.raise(to: report.end())
    return status
  }

  private func explain(_ sources: [PolicySource], _ report: inout FindingReport) -> ExitStatus {
    var status = ExitStatus.clean
    guard let standards = StandardFile.read(at: standards.standard, &report, &status) else {
      return status
    }
    let compiler = Compiler(asOf: asOf.daysSince1970, against: standards, load: SourceReader.read)
    var explanations: [PolicyExplanation] = []
    for source in sources {
      guard let file = source.file(&report, &status) else { continue }
      let (compilation, explained) = compiler.explain(file, from: (from ?? asOf).daysSince1970, days: days)
      report.add(compilation)
      let fails = compilation.diagnostics.hasErrors || compilation.diagnostics.contains(failOn.severity)
      if fails { status.raise(to: .findings) }
      explanations += explained
    }
    guard !explanations.isEmpty else {
      if status == .clean {
        report.add(failure: "\(subject): contains no policy to explain")
        return .failure
      }
      return status
    }
    let text =
      switch format {
      case .text: explanations.map { $0.text }.joined(separator: "\n")
      case .json: PolicyExplanation.json(explanations)
      }
    status.raise(to: report.print(Array(text.utf8)))
    return status
  }
}
