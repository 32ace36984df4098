import Artifacts
import BackstayKit
import Diagnostics
import Targets

/// Finds the policies whose files are in the output folder already, as rendering them now would write them.
struct Settlement {
  private let output: String
  private let ownsFolder: Bool
  /// The beginning of all digests, which identifies the build of the program.
  private let start: ContentHash
  /// The digests of the policies that were asked about, with their names.
  private(set) var digests: [(firstPart: String, digest: ContentHash)] = []
  /// How many files the settled policies have.
  private(set) var count = 0

  /// `nil` if this build can't be distinguished from others, which might render differently.
  init?(output: String, ownsFolder: Bool) {
    guard let identity = BuildIdentity.bytes() else { return nil }
    self.output = output
    self.ownsFolder = ownsFolder
    var start = ContentHash()
    start.combine(part: identity)
    start.combine(part: ownsFolder ? "whole" : "targets")
    self.start = start
  }

  /// Whether a policy that was read from `files` is settled for the targets.
  mutating func isSettled(_ name: String, _ targets: [any Target], _ files: [SourceFile]) -> Bool {
    if targets.isEmpty { return false }
    var digest = start
    digest.combine(part: name)
    for target in targets { digest.combine(part: target.name) }
    for file in files {
      digest.combine(part: file.path)
      file.bytes.withUnsafeBytes { digest.combine(part: $0) }
    }
    digests.append((name, digest))
    let units = ownsFolder ? [name] : targets.map { Products.folder(of: name, $0) }
    guard let count = ArtifactWriter.settledCount(of: units, from: digest, in: output) else { return false }
    self.count += count
    return true
  }
}

extension ContentHash {
  /// Adds bytes and their number, so that their end is unambiguous.
  fileprivate mutating func combine(part: UnsafeRawBufferPointer) {
    withUnsafeBytes(of: part.count.littleEndian) { combine($0) }
    combine(part)
  }

  fileprivate mutating func combine(part: String) {
    var part = part
    part.withUTF8 { combine(part: UnsafeRawBufferPointer($0)) }
  }
}
