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
    var status: ExitStatus = sources.hasFailed ? .failure : .clean
    guard let yardstick = StandardFile.yardstick(at: standardPath, findings: format, &status) else { return status }
    let compiler = Compiler(asOf: asOf.daysSince1970, against: yardstick, load: SourceReader.read)
    var last: Compilation?
    for file in sources.files {
      let compilation = compiler.lint(file)
      compilation.report(as: format)
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

/// How findings are printed.
enum FindingFormat: String, CaseIterable {
  case text
  /// One object a line.
  case json
}

extension Compilation {
  /// Prints the findings.
  func report(as format: FindingFormat) {
    guard !diagnostics.isEmpty else { return }
    switch format {
    case .text: Terminal.report(findingBytes(usesColour: Terminal.usesColour))
    case .json: for line in jsonFindings() { Terminal.report(line + "\n") }
    }
  }
}
