import BackstayKit
import Diagnostics

/// `backstay lint`, however it was called.
struct LintRun {
  var paths: [String]
  var format = FindingFormat.text
  var threshold = Severity.error
  var standardInputName = "<stdin>"
  /// The day on which a policy's dates are judged.
  var asOf = Day.today
  /// The file of standards, if there is one.
  var standardPath: String?
  /// How many files to lint at a time; the number of cores if absent.
  var jobs: Int?

  func run() -> ExitStatus {
    let list = SourceList(paths, standardInputName: standardInputName)
    var report = FindingReport(format)
    for failure in list.failures { report.add(failure: failure) }
    var status: ExitStatus = list.failures.isEmpty ? .clean : .failure
    if let standards = StandardFile.read(at: standardPath, &report, &status) {
      status.raise(to: lint(list.sources, against: standards, &report))
    }
    status.raise(to: report.end())
    return status
  }

  func compiler(against standards: Compiler.Standards) -> Compiler {
    Compiler(asOf: asOf.daysSince1970, against: standards, load: SourceReader.read)
  }

  /// Lints files and reports what is wrong with them.
  func lint(
    _ sources: [PolicySource], against standards: Compiler.Standards, _ report: inout FindingReport
  ) -> ExitStatus {
    var status = ExitStatus.clean
    let (compiler, format, threshold) = (compiler(against: standards), format, threshold)
    report.progress = ProgressLine(of: sources.count, isShown: format == .text)
    ParallelMap(jobs: sources.count > 1 ? jobs ?? ParallelMap.cores : 1).forEach(of: sources.count) { indices in
      var part = Part(report: FindingReport.Part(format), count: indices.count)
      for index in indices { part.lint(sources[index], compiler, threshold, isLast: index == sources.count - 1) }
      return part
    } take: { part in
      report.add(part.report)
      status.raise(to: part.status)
      report.progress.advance(by: part.count)
    }
    return status
  }

  /// Some of the files.
  private struct Part: Sendable {
    var report: FindingReport.Part
    let count: Int
    var status = ExitStatus.clean

    mutating func lint(_ source: PolicySource, _ compiler: Compiler, _ threshold: Severity, isLast: Bool) {
      switch source.read() {
      case .skipped: break
      case .failure(let failure):
        report.add(failure: failure)
        status.raise(to: .failure)
      case .file(let file):
        let compilation = compiler.lint(file)
        report.add(compilation)
        if compilation.diagnostics.contains(threshold) { status.raise(to: .findings) }
        if isLast { Kept.keep(compilation) }
      }
    }
  }
}
