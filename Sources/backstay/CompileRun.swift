import Artifacts
import BackstayKit
import Diagnostics
import Targets

/// `backstay compile`: everything is compiled before anything is written.
struct CompileRun {
  var paths: [String]
  var output: String
  var findings = FindingFormat.text
  var threshold = Severity.error
  var standardInputName = "<stdin>"
  /// The day on which a policy's dates are judged.
  var asOf = Day.today
  /// The file of standards, if there is one.
  var standardPath: String?
  /// The targets that were named, or `nil` for those that each policy declares.
  var targets: [any Target]?
  var checksOnly = false
  var overwritesEdits = false
  var isQuiet = false

  func run() -> ExitStatus {
    var report = FindingReport(findings)
    var status = run(&report)
    status.raise(to: report.end())
    return status
  }

  private func run(_ report: inout FindingReport) -> ExitStatus {
    let list = SourceList(paths, standardInputName: standardInputName)
    for failure in list.failures { report.add(failure: failure) }
    var status: ExitStatus = list.failures.isEmpty ? .clean : .failure
    guard let standards = StandardFile.read(at: standardPath, &report, &status) else { return status }
    let compiler = Compiler(asOf: asOf.daysSince1970, against: standards, load: SourceReader.read)
    var products = Products(onlyWhatRuns: output == "-" && targets == nil)
    var settlement = output == "-" || checksOnly ? nil : Settlement(output: output, ownsFolder: targets == nil)
    report.progress = ProgressLine(of: list.sources.count, isShown: findings == .text)
    for (index, source) in list.sources.enumerated() {
      let compilation = compile(source, compiler, &settlement, &products, &report, &status)
      if let compilation, index == list.sources.count - 1 { Kept.keep(compilation) }
      report.progress.advance(by: 1)
    }
    guard status == .clean else { return status }
    if products.isEmpty {
      for path in paths { report.add(failure: "\(path): contains no policy to compile") }
      return .failure
    }
    do throws(ArtifactTreeError) {
      if output == "-" { return report.print(try products.stream()) }
      let tree = try products.tree()
      return checksOnly ? compare(tree, products.units, &report) : write(tree, products.units, settlement, &report)
    } catch {
      report.add(failure: "the compiled files can't be in one folder: \(error)")
      return .failure
    }
  }

  /// What came of a source, if it could be read.
  private func compile(
    _ source: PolicySource, _ compiler: Compiler, _ settlement: inout Settlement?, _ products: inout Products,
    _ report: inout FindingReport, _ status: inout ExitStatus
  ) -> Compilation? {
    guard let file = source.file(&report, &status) else { return nil }
    // Generated files begin with the name of their policy's file in a comment, which a line break would end.
    guard !TerminalText.holdsControls(file.name) else {
      report.add(
        failure: "\(file.path): the name contains control characters, and generated files name their policy's file")
      status = .failure
      return nil
    }
    let compilation = compiler.compile(file, for: targets) { policy, targets, files in
      settlement?.isSettled(policy, targets, files) ?? false
    }
    let fails = compilation.diagnostics.contains(threshold) || compilation.diagnostics.hasErrors
    // A check answers one question, so warnings that were shown when the files were written are not repeated.
    if fails || !checksOnly { report.add(compilation) }
    if fails { status.raise(to: .findings) }
    if let problem = products.add(compilation, of: file.path, ownsFolder: targets == nil) {
      report.add(failure: problem)
      status = .failure
    }
    return compilation
  }

  private func write(
    _ tree: ArtifactTree, _ units: Set<String>, _ settlement: Settlement?, _ report: inout FindingReport
  ) -> ExitStatus {
    do throws(ArtifactError) {
      var summary = WriteSummary()
      if !units.isEmpty {
        summary = try ArtifactWriter().write(
          tree, to: output, units: Array(units), digests: settlement?.digests ?? [], force: overwritesEdits)
      }
      for path in summary.kept {
        report.say("\(path): no longer generated, but kept because it was edited; --force removes it")
      }
      if !isQuiet {
        let count = summary.unchanged + (settlement?.count ?? 0)
        let unchanged = count == 0 ? "" : ", \(count) unchanged"
        let removed = summary.removed.isEmpty ? "" : ", \(summary.removed.count) removed"
        report.say("\(summary.written.count) files written to \(output)\(unchanged)\(removed)")
      }
      return .clean
    } catch {
      var message = error.message
      if case .refused = error { message += "\nnothing was written; --force overwrites these files" }
      for line in message.split(separator: "\n") { report.add(failure: String(line)) }
      return .failure
    }
  }

  private func compare(_ tree: ArtifactTree, _ units: Set<String>, _ report: inout FindingReport) -> ExitStatus {
    do throws(ArtifactError) {
      let comparison = try ArtifactComparison.compare(tree, with: output, units: Array(units))
      if comparison.isEmpty { return .clean }
      var status = ExitStatus.findings
      status.raise(to: report.print(Array(comparison.unifiedDiff().utf8)))
      return status
    } catch {
      report.add(failure: error.message)
      return .failure
    }
  }
}
