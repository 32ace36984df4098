import BackstayKit
import Diagnostics

/// One file that a command was given. It is read when its turn comes, so that a fleet needs no more memory than a few of
/// its files.
enum PolicySource: Sendable {
  case named(String)
  /// In a folder that was given, where other people's files lie beside policies.
  case found(String)
  /// Standard input, under a name of the caller's.
  case standardInput(name: String)
  /// What was read before.
  case held(SourceFile)

  /// What reading it gives.
  enum Reading {
    case file(SourceFile)
    /// The path, and why it can't be read.
    case failure(String)
    /// A file of a folder that is none of ours.
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

  /// The file, or nothing after it was said why it can't be read.
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

  /// Whether a file of a folder is one of ours, as far as its bytes tell: other people's files, of whatever syntax,
  /// lie beside policies.
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
