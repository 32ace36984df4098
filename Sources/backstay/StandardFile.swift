import BackstayKit
import Diagnostics

/// The file that `--standard` names.
enum StandardFile {
  /// The standards that policies must meet; `nil` after reporting what is wrong with the file, and the exit status for
  /// that.
  static func read(
    at path: String?, _ report: inout FindingReport, _ status: inout ExitStatus
  ) -> Compiler.Standards? {
    guard let path else { return .builtin }
    switch SourceReader.read(path) {
    case .failure(let failure):
      report.add(failure: "\(path): \(failure.reason)")
      status.raise(to: .failure)
      return nil
    case .success(let file):
      let reading = Compiler.read(standards: file)
      report.add(reading)
      guard !reading.diagnostics.hasErrors else {
        status.raise(to: .findings)
        return nil
      }
      return .file(file)
    }
  }
}
