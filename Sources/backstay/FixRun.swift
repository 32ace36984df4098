import Artifacts
import BackstayKit
import Diagnostics

/// `backstay lint --fix`: every file is fixed first and linted then, because one may extend another.
struct FixRun {
  let lint: LintRun
  /// Whether what was fixed is left unsaid.
  let isQuiet: Bool

  func run() -> ExitStatus {
    let list = SourceList(lint.paths, standardInputName: lint.standardInputName)
    var report = FindingReport(lint.format)
    for failure in list.failures { report.add(failure: failure) }
    var status: ExitStatus = list.failures.isEmpty ? .clean : .failure
    // What a standard demands is not for anybody else to write.
    let compiler = lint.compiler(against: .none)
    var sources = list.sources
    for index in sources.indices {
      // What can't be read is said when it is linted.
      guard case .file(let file) = sources[index].read() else { continue }
      let fixed = compiler.fix(file)
      var isStandardInput = false
      if case .standardInput = sources[index] { isStandardInput = true }
      if let failure = put(fixed, inPlaceOf: file, isStandardInput: isStandardInput) {
        if isStandardInput { sources[index] = .held(file) }
        report.add(failure: failure)
        status = .failure
        continue
      }
      if isStandardInput { sources[index] = .held(fixed.file) }
      if !isQuiet { report.add(fixed: fixed) }
    }
    status.raise(to: lint.lint(sources, &report))
    status.raise(to: report.end())
    return status
  }

  /// Writes a file where it was changed; says why it can't. Standard input goes to standard output, changed or not,
  /// as editors expect that filter through a linter.
  private func put(_ fixed: FixedFile, inPlaceOf file: SourceFile, isStandardInput: Bool) -> String? {
    if isStandardInput {
      // What is too long is read in part only; whoever takes the output for the whole would lose the rest.
      guard SourceReader.isWhole(file) else { return "\(file.path): is too long to be printed again" }
      do throws(OutputFailure) {
        try Terminal.print(fixed.file.bytes)
        return nil
      } catch {
        return error.message
      }
    }
    guard !fixed.applied.isEmpty else { return nil }
    do throws(ArtifactError) {
      try FileRewrite.rewrite(file.path, from: file.bytes, to: fixed.file.bytes)
      return nil
    } catch {
      return error.message
    }
  }
}
