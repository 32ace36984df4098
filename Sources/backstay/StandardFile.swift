import BackstayKit
import Diagnostics

/// The file that `--standard` names.
enum StandardFile {
  /// What policies are held to; `nil` after it was said what is wrong with the file, and with which status that ends.
  static func yardstick(
    at path: String?, findings format: FindingFormat, _ status: inout ExitStatus
  ) -> Compiler.Yardstick? {
    guard let path else { return .builtin }
    switch SourceReader.read(path) {
    case .failure(let failure):
      Terminal.report("backstay: \(path): \(failure.reason)\n")
      status.raise(to: .failure)
      return nil
    case .success(let file):
      let reading = Compiler.read(standards: file)
      reading.report(as: format)
      guard !reading.diagnostics.hasErrors else {
        status.raise(to: .findings)
        return nil
      }
      return .file(file)
    }
  }
}
