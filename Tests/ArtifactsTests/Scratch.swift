import Artifacts
import Foundation

/// A folder for one test, removed with everything in it when the test is done.
final class Scratch {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "/artifacts-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  /// Puts a file there as a person would.
  func put(_ name: String, _ text: String, mode: Int = 0o644) throws {
    let full = path + "/" + name
    try FileManager.default.createDirectory(
      atPath: (full as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    // In place, so that the inode stays, as many editors do.
    if let file = FileHandle(forWritingAtPath: full) {
      try file.truncate(atOffset: 0)
      try file.write(contentsOf: Data(text.utf8))
      try file.close()
    } else {
      try Data(text.utf8).write(to: URL(fileURLWithPath: full))
    }
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: full)
  }

  func text(_ name: String) -> String? {
    try? String(contentsOfFile: path + "/" + name, encoding: .utf8)
  }

  /// Everything below the folder, links not followed, hidden files included: `name mode text` or `name -> target`.
  func everything() throws -> [String] {
    try names().map { name in
      let attributes = try FileManager.default.attributesOfItem(atPath: path + "/" + name)
      let mode = String((attributes[.posixPermissions] as? Int ?? 0) & 0o7777, radix: 8)
      switch attributes[.type] as? FileAttributeType {
      case .typeSymbolicLink?:
        return name + " -> " + (try FileManager.default.destinationOfSymbolicLink(atPath: path + "/" + name))
      case .typeDirectory?: return name + "/ " + mode
      default: return name + " " + mode + " " + (text(name) ?? "")
      }
    }
  }

  /// The names of everything below the folder, hidden files included.
  func names() throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: path).sorted()
  }

  /// The inode and the time of the last change, to the nanosecond.
  func identity(_ name: String) -> [Int] {
    var status = stat()
    guard lstat(path + "/" + name, &status) == 0 else { return [] }
    #if canImport(Darwin)
      let time = status.st_mtimespec
    #else
      let time = status.st_mtim
    #endif
    return [Int(status.st_ino), Int(time.tv_sec), Int(time.tv_nsec)]
  }
}

/// A tree from paths and texts, all with mode 0644.
func tree(_ files: [String: String]) throws -> ArtifactTree {
  try ArtifactTree(files.map { try Artifact(path: $0.key, contents: $0.value) })
}

/// Runs a program to its end; its status and what it said on both streams.
func run(_ program: String, _ arguments: [String], input: Data = Data(), in folder: String? = nil) throws -> (
  status: Int32, output: String
) {
  let process = Process()
  process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
  process.arguments = [program] + arguments
  if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
  let (stdin, stdout) = (Pipe(), Pipe())
  process.standardInput = stdin
  process.standardOutput = stdout
  process.standardError = stdout
  try process.run()
  try stdin.fileHandleForWriting.write(contentsOf: input)
  try stdin.fileHandleForWriting.close()
  let output = String(decoding: try stdout.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
  process.waitUntilExit()
  return (process.terminationStatus, output)
}
