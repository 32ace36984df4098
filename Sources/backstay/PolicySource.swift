import BackstayKit
import Diagnostics

/// One file that a command was given. It is read when its turn comes, so that a fleet needs only the memory of a few of
/// its files.
enum PolicySource: Sendable {
  case named(String)
  /// In a given folder, where other files are beside policies.
  case found(String)
  /// Standard input, under a name that the caller chooses.
  case standardInput(name: String)
  /// What was read before.
  case held(SourceFile)

  /// The result of reading it.
  enum Reading {
    case file(SourceFile)
    /// The path, and why it can't be read.
    case failure(String)
    /// A file in a folder that isn't a policy.
    case skipped
  }

  func read() -> Reading {
    switch self {
    case .named(let path): return Self.reading(SourceReader.read(path), path)
    case .standardInput(let name): return Self.reading(SourceReader.readStandardInput(named: name), "-")
    case .held(let file): return .file(file)
    case .found(let path):
      let reading = Self.reading(SourceReader.read(path), path)
      if case .file(let file) = reading, !Self.mentionsOurs(file) { return .skipped }
      return reading
    }
  }

  /// The file; `nil` after reporting why it can't be read.
  func file(_ report: inout FindingReport, _ status: inout ExitStatus) -> SourceFile? {
    switch read() {
    case .file(let file): return file
    case .skipped: return nil
    case .failure(let failure):
      report.add(failure: failure)
      status.raise(to: .failure)
      return nil
    }
  }

  private static func reading(_ result: Result<SourceFile, Compiler.LoadingFailure>, _ path: String) -> Reading {
    switch result {
    case .success(let file): .file(file)
    case .failure(let failure): .failure("\(path): \(failure.reason)")
    }
  }

  /// Whether a file in a folder is one of Backstay's, judging by its bytes: other files, with any syntax, are beside
  /// policies.
  private static func mentionsOurs(_ file: SourceFile) -> Bool {
    let mark = Array("backstay/v1".utf8)
    return file.bytes.withUnsafeBufferPointer { bytes in
      var index = 0
      while index + mark.count <= bytes.count {
        if bytes[index] == mark[0], bytes[index..<(index + mark.count)].elementsEqual(mark) { return true }
        index += 1
      }
      return false
    }
  }
}
