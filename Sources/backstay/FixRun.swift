import Artifacts
import BackstayKit
import Diagnostics

/// `backstay lint --fix`: every file is fixed first and linted then, because one may extend another.
struct FixRun {
  let lint: LintRun
  /// Whether fixes are not printed.
  let isQuiet: Bool

  func run() -> ExitStatus {
    let list = SourceList(lint.paths, standardInputName: lint.standardInputName)
    var report = FindingReport(lint.format)
    for failure in list.failures { report.add(failure: failure) }
    var status: ExitStatus = list.failures.isEmpty ? .clean : .failure
    // Before anything is written, so that a call that fails changes nothing.
    if let standards = StandardFile.read(at: lint.standardPath, &report, &status) {
      let sources = fix(list.sources, &report, &status)
      status.raise(to: lint.lint(sources, against: standards, &report))
    }
    status.raise(to: report.end())
    return status
  }

  /// Fixes the files; returns what to lint afterwards.
  private func fix(_ sources: [PolicySource], _ report: inout FindingReport, _ status: inout ExitStatus)
    -> [PolicySource]
  {
    // Only a standard's owner may change it.
    let compiler = lint.compiler(against: .none)
    var fixedSources: [PolicySource] = []
    for source in sources {
      if case .named(let path) = source, SourceReader.isSpecial(path) {
        report.add(failure: "\(path): not a regular file, so it can't be fixed; - means standard input")
        status = .failure
        continue
      }
      // Unreadable files are reported when they are linted.
      guard case .file(let file) = source.read() else {
        fixedSources.append(source)
        continue
      }
      let fixed = compiler.fix(file)
      var isStandardInput = false
      if case .standardInput = source { isStandardInput = true }
      let failure = put(fixed, inPlaceOf: file, isStandardInput: isStandardInput)
      if let failure {
        report.add(failure: failure)
        status = .failure
      } else if !isQuiet {
        report.add(fixed: fixed)
      }
      // Standard input can't be read again.
      fixedSources.append(isStandardInput ? .held(failure == nil ? fixed.file : file) : source)
    }
    return fixedSources
  }

  /// Writes a file if it was changed; returns why it can't. Standard input goes to standard output, changed or not, as
  /// editors expect of a filter.
  private func put(_ fixed: FixedFile, inPlaceOf file: SourceFile, isStandardInput: Bool) -> String? {
    if isStandardInput {
      // A file that is too long is read only in part; whoever took the output for the whole would lose the rest.
      guard SourceReader.isWhole(file) else { return "\(file.path): too long to print in full" }
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
