import Artifacts
import BackstayKit
import Diagnostics
import Targets

/// `backstay compile`: everything is compiled before anything is written.
struct CompileRun {
  var paths: [String]
  var output: String
  var findings: FindingFormat
  var threshold: Severity
  var standardInputName: String
  /// The day that dates in a policy are judged on.
  var asOf: Day
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
    guard let yardstick = StandardFile.yardstick(at: standardPath, &report, &status) else { return status }
    let compiler = Compiler(asOf: asOf.daysSince1970, against: yardstick, load: SourceReader.read)
    var products = Products(onlyWhatRuns: output == "-" && targets == nil)
    for source in list.sources {
      guard let file = source.file(&report, &status) else { continue }
      let compilation = compiler.compile(file, for: targets)
      let fails = compilation.diagnostics.contains(threshold) || compilation.diagnostics.hasErrors
      // A check answers one question; warnings that were shown when the files were written are not repeated.
      if fails || !checksOnly { report.add(compilation) }
      if fails { status.raise(to: .findings) }
      if let problem = products.add(compilation, ownsFolder: targets == nil) {
        report.add(failure: problem)
        status = .failure
      }
    }
    guard status == .clean else { return status }
    if output == "-" { return report.print(products.stream) }
    return checksOnly ? compare(products, &report) : write(products, &report)
  }

  private func write(_ products: Products, _ report: inout FindingReport) -> ExitStatus {
    do throws(ArtifactError) {
      let summary = try ArtifactWriter().write(
        products.tree, to: output, units: products.units, force: overwritesEdits)
      for path in summary.kept {
        report.say("\(path): is generated no more, was edited, and stays; --force removes it")
      }
      if !isQuiet {
        let unchanged = summary.unchanged == 0 ? "" : ", \(summary.unchanged) unchanged"
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

  private func compare(_ products: Products, _ report: inout FindingReport) -> ExitStatus {
    do throws(ArtifactError) {
      let comparison = try ArtifactComparison.compare(products.tree, with: output, units: products.units)
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
