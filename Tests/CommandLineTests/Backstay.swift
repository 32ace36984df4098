import Foundation
import Testing

/// The executable, as a shell runs it. It lies beside the test bundle; tests don't depend on it.
enum Backstay {
  struct Result: Equatable {
    var status: Int32
    var output: String
    var errors: String
  }

  static var executable: URL {
    #if os(macOS)
      let bundle = Bundle.allBundles.map { $0.bundleURL }.first { $0.pathExtension == "xctest" }
      return (bundle ?? Bundle.main.bundleURL).deletingLastPathComponent().appending(path: "backstay")
    #else
      return URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "backstay")
    #endif
  }

  /// A process that is ready to be started, in a folder.
  static func process(
    _ arguments: [String], in folder: URL, environment: [String: String] = [:]
  ) -> Process {
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = ["PATH": "/usr/bin:/bin"].merging(environment) { _, new in new }
    return process
  }

  /// Runs it to its end.
  static func run(
    _ arguments: [String], in folder: Scratch, input: Data = Data(), environment: [String: String] = [:]
  ) throws -> Result {
    try finish(process(arguments, in: folder.url, environment: environment), input: input)
  }

  /// Runs a line of shell, in which `"$0"` is the executable.
  static func shell(_ line: String, in folder: Scratch, input: Data = Data()) throws -> Result {
    let process = process(["-c", line, executable.path], in: folder.url)
    process.executableURL = URL(filePath: "/bin/bash")
    return try finish(process, input: input)
  }

  /// Both streams go to files, so that none can fill up and block.
  private static func finish(_ process: Process, input: Data) throws -> Result {
    let streams = try Scratch()
    try input.write(to: streams.url.appending(path: "in"))
    for name in ["out", "err"] { try Data().write(to: streams.url.appending(path: name)) }
    process.standardInput = try FileHandle(forReadingFrom: streams.url.appending(path: "in"))
    process.standardOutput = try FileHandle(forWritingTo: streams.url.appending(path: "out"))
    process.standardError = try FileHandle(forWritingTo: streams.url.appending(path: "err"))
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationReason == .exit, "a crash is a defect")
    return Result(
      status: process.terminationStatus, output: try streams.text("out"), errors: try streams.text("err"))
  }
}

/// A folder that is removed when the test is done with it.
final class Scratch: Sendable {
  let url: URL

  init(_ files: [String: String] = [:]) throws {
    url = FileManager.default.temporaryDirectory.appending(path: "backstay-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    for (path, text) in files { try write(text, to: path) }
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func write(_ text: String, to path: String) throws {
    let file = url.appending(path: path)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  func data(_ path: String) throws -> Data { try Data(contentsOf: url.appending(path: path)) }

  func text(_ path: String) throws -> String { String(decoding: try data(path), as: UTF8.self) }

  /// Every file below a folder, by its path.
  func files(below folder: String) -> [String: Data] {
    let root = url.appending(path: folder)
    let names = FileManager.default.enumerator(atPath: root.path)?.allObjects as? [String] ?? []
    var files: [String: Data] = [:]
    for name in names { files[name] = try? Data(contentsOf: root.appending(path: name)) }
    return files
  }
}

/// Policies to run it with.
enum Policies {
  /// What is less here than the built-in standard demands.
  static let waivers = """
    waivers:
      - {rule: copies-on-host, reason: a test, expires: 2099-01-01}
      - {rule: retention-below-standard, reason: a test, expires: 2099-01-01}
      - {rule: drills-below-standard, reason: a test, expires: 2099-01-01}
      - {rule: files-captured-by-clock, reason: a test, expires: 2099-01-01}

    """
  static let clean = """
    apiVersion: backstay/v1
    kind: BackupPolicy
    metadata: {name: wiki}
    materials: {keys: {files: {paths: [/etc/wiki/tls]}}}
    sinks: {disk: {filesystem: {path: /mnt/backup}}}
    backups: {nightly: {materials: [keys], cadence: "0 2 * * *", sinks: [disk], retention: 30d}}
    targets: {systemd: {}}
    \(waivers)
    """
  static let later = clean.replacing("0 2 * * *", with: "0 5 * * *")
  static let broken = clean.replacing("metadata", with: "metdata")
  static let warned = clean.replacing("0 2 * * *", with: "0 2 13 * 5")
  static let advised = """
    apiVersion: backstay/v1
    kind: BackupPolicy
    metadata: {name: wiki}
    materials: {keys: {files: {paths: [/etc/wiki/tls]}}}
    sinks: {claim: {volumeClaim: {name: backups}}}
    backups: {nightly: {materials: [keys], cadence: "0 2 * * *", sinks: [claim], retention: 30d}}
    targets:
      kubernetes:
        namespace: wiki
        kubernetesVersion: "1.29"
        images: {postgresql: "postgres:16"}
        bindings: {keys: {secret: wiki-tls}}
    \(waivers)
    """
}
