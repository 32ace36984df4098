import BackstayKit
import Diagnostics

/// The files that a command was given.
struct SourceList {
  /// Files in order, each once read.
  private(set) var files: [SourceFile] = []
  /// Which of the files are standard input.
  private(set) var standardInput: [Int] = []
  /// Each path that could not be read, with the reason.
  private(set) var failures: [String] = []

  /// Reads each path: a file, `-` for standard input, or a folder, which means the policies in it.
  init(_ paths: [String], standardInputName: String) {
    for path in paths {
      if path == "-" {
        standardInput.append(files.count)
        add(SourceReader.readStandardInput(named: standardInputName), path)
      } else if SourceReader.isFolder(path) {
        addPolicies(below: path)
      } else {
        add(SourceReader.read(path), path)
      }
    }
  }

  /// Puts another file in the place of one.
  mutating func replace(_ index: Int, by file: SourceFile) { files[index] = file }

  private mutating func add(_ result: Result<SourceFile, Compiler.LoadingFailure>, _ path: String) {
    switch result {
    case .success(let file): files.append(file)
    case .failure(let failure): failures.append("\(path): \(failure.reason)")
    }
  }

  private mutating func addPolicies(below folder: String) {
    switch SourceReader.files(below: folder) {
    case .failure(let failure): failures.append("\(folder): \(failure.reason)")
    case .success(let paths):
      for path in paths {
        let result = SourceReader.read(path)
        if case .success(let file) = result, !Self.mentionsOurs(file) { continue }
        add(result, path)
      }
    }
  }

  /// Whether a file of a folder is one of ours, as far as its bytes tell: other people's files, of whatever syntax,
  /// lie beside policies.
  private static func mentionsOurs(_ file: SourceFile) -> Bool {
    let mark = Array("backstay/v1".utf8)
    guard file.bytes.count >= mark.count else { return false }
    var index = 0
    while index <= file.bytes.count - mark.count {
      if file.bytes[index] == mark[0], file.bytes[index..<(index + mark.count)].elementsEqual(mark) { return true }
      index += 1
    }
    return false
  }
}
