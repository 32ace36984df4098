import BackstayKit
import Diagnostics

/// `backstay lint`, however it was called.
struct LintRun {
  var paths: [String]
  var format = FindingFormat.text
  var threshold = Severity.error
  var standardInputName = "<stdin>"
  /// The day that dates in a policy are judged on.
  var asOf = Day.today
  /// The file of standards, if there is one.
  var standardPath: String?

  func run() -> ExitStatus {
    let sources = SourceList(paths, standardInputName: standardInputName)
    var report = FindingReport(format)
    for failure in sources.failures { report.add(failure: failure) }
    var status: ExitStatus = sources.failures.isEmpty ? .clean : .failure
    status.raise(to: lint(sources.files, &report))
    report.end()
    return status
  }

  func compiler(against yardstick: Compiler.Yardstick) -> Compiler {
    Compiler(asOf: asOf.daysSince1970, against: yardstick, load: SourceReader.read)
  }

  /// Lints files and reports what is wrong with them.
  func lint(_ files: [SourceFile], _ report: inout FindingReport) -> ExitStatus {
    var status = ExitStatus.clean
    guard let yardstick = StandardFile.yardstick(at: standardPath, &report, &status) else { return status }
    let compiler = compiler(against: yardstick)
    var last: Compilation?
    for file in files {
      let compilation = compiler.lint(file)
      report.add(compilation)
      if compilation.diagnostics.contains(threshold) { status.raise(to: .findings) }
      last = compilation
    }
    // The process ends with this run and frees all at once; taking the last policy apart value by value would cost a
    // tenth of a lint.
    if let last { _ = Unmanaged.passRetained(Kept(last)) }
    return status
  }

  /// What is never freed.
  private final class Kept {
    private let compilation: Compilation

    init(_ compilation: Compilation) { self.compilation = compilation }
  }
}
