import Foundation

/// A shell that runs pieces of the library.
enum Shell: String, CaseIterable, Sendable {
  case dash, busybox

  /// What a program printed and how it ended.
  struct Result {
    var status: Int32
    var output: String
    var errors: String
  }

  /// Runs `text` under `set -eu` with the given environment; its standard input is empty.
  func run(_ text: String, _ environment: [String: String] = [:]) throws -> Result {
    let words = self == .busybox ? ["busybox", "sh", "-c", text] : ["dash", "-c", text]
    return try Self.run(words, environment: environment)
  }

  /// Runs a program from the system's folders.
  static func run(_ words: [String], input: String = "", environment: [String: String] = [:]) throws -> Result {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = words
    process.environment = ["PATH": "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin", "LC_ALL": "C", "TZ": "UTC"]
      .merging(environment) { $1 }
    // Files rather than pipes: nothing can fill up.
    let folder = FileManager.default.temporaryDirectory.appending(path: "shell-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let files = ["in", "out", "err"].map { folder.appending(path: $0) }
    try Data(input.utf8).write(to: files[0])
    for file in files.dropFirst() { try Data().write(to: file) }
    process.standardInput = try FileHandle(forReadingFrom: files[0])
    process.standardOutput = try FileHandle(forWritingTo: files[1])
    process.standardError = try FileHandle(forWritingTo: files[2])
    try process.run()
    process.waitUntilExit()
    return Result(
      status: process.terminationStatus, output: try String(contentsOf: files[1], encoding: .utf8),
      errors: try String(contentsOf: files[2], encoding: .utf8))
  }
}
