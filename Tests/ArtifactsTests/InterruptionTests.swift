import Artifacts
import Foundation
import Testing

/// A writer killed, or out of room, at any moment.
///
/// One after the other: each kill is timed against a running writer.
@Suite(.serialized)
struct InterruptionTests {
  let scratch: Scratch

  init() throws {
    scratch = try Scratch()
  }

  /// The program beside this test's own, which SwiftPM built for it.
  private var writerLoop: URL {
    #if os(Linux)
      let own = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
      return own.deletingLastPathComponent().appendingPathComponent("WriterLoop")
    #else
      let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") } ?? Bundle.main
      return bundle.bundleURL.deletingLastPathComponent().appendingPathComponent("WriterLoop")
    #endif
  }

  /// The same trees as in `WriterLoop`.
  private func edition(_ edition: String) throws -> ArtifactTree {
    var tree = ArtifactTree()
    for number in 0..<12 {
      let contents = "edition: \(edition)\n" + String(repeating: "line \(number)\n", count: 200)
      try tree.add(Artifact(path: "certctl/helm/templates/\(number).yaml", contents: contents))
      try tree.add(Artifact(path: "certctl/only-\(edition)/\(number)", contents: contents, mode: 0o600))
    }
    try tree.add(Artifact(path: "certctl/helm/Chart.yaml", contents: "the same in both\n"))
    return tree
  }

  @Test func killedAtAnyMomentTheUnitIsWhole() throws {
    let editions = [try edition("a"), try edition("b")]
    var seen = [0, 0]
    var leftovers = 0
    for _ in 0..<80 {
      let process = Process()
      let output = Pipe()
      process.executableURL = writerLoop
      process.arguments = [scratch.path]
      process.standardOutput = output
      try process.run()
      // It says so after its first write, which has cleared away what the last kill left.
      let said = try output.fileHandleForReading.read(upToCount: 8) ?? Data()
      #expect(String(decoding: said, as: UTF8.self) == "writing\n")
      usleep(UInt32.random(in: 0..<50_000))
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      #expect(process.terminationReason == .uncaughtSignal)
      let whole = try editions.map {
        try ArtifactComparison.compare($0, with: scratch.path, units: ["certctl"]).isEmpty
      }
      #expect(whole.contains(true), "neither the old tree nor the new one")
      for (index, isWhole) in whole.enumerated() where isWhole { seen[index] += 1 }
      if FileManager.default.fileExists(atPath: scratch.path + "/.backstay-staging") { leftovers += 1 }
    }
    // Otherwise the kills did not strike at random moments.
    #expect(seen[0] > 0 && seen[1] > 0 && leftovers > 0, "\(seen) \(leftovers)")
  }

  @Test func fileSizeLimitLeavesEverythingAsItWas() throws {
    _ = try ArtifactWriter().write(try edition("a"), to: scratch.path, units: ["certctl"])
    let before = try scratch.everything()
    let limited = try run(writerLoop.path, [scratch.path, "1000"])
    #expect(limited.status == 28, "\(limited.output)")
    #expect(try scratch.everything() == before)
  }

  @Test func fullDiskLeavesEverythingAsItWas() throws {
    let disk = scratch.path + "/disk"
    try FileManager.default.createDirectory(atPath: disk, withIntermediateDirectories: false)
    // Where mounting is not allowed, the limit on file sizes above stands in for the full disk.
    guard try run("mount", ["-t", "tmpfs", "-o", "size=160k,mode=755", "none", disk]).status == 0 else {
      return try fileSizeLimitLeavesEverythingAsItWas()
    }
    defer { _ = try? run("umount", [disk]) }
    _ = try ArtifactWriter().write(try edition("a"), to: disk, units: ["certctl"])
    let before = try scratch.everything()
    #expect {
      try ArtifactWriter().write(try edition("b"), to: disk, units: ["certctl"])
    } throws: { error in
      guard case .system(_, ENOSPC)? = error as? ArtifactError else { return false }
      return true
    }
    #expect(try scratch.everything() == before)
  }

  @Test func signalsWaitUntilTheSwapsAreDone() throws {
    for _ in 0..<10 {
      let process = Process()
      let output = Pipe()
      process.executableURL = writerLoop
      process.arguments = [scratch.path]
      process.standardOutput = output
      try process.run()
      _ = try output.fileHandleForReading.read(upToCount: 8)
      usleep(UInt32.random(in: 0..<6_000))
      process.terminate()
      process.waitUntilExit()
      #expect(process.terminationReason == .uncaughtSignal && process.terminationStatus == SIGTERM)
      // The manifest names old and new together only during the swaps.
      let manifest = try #require(scratch.text(".backstay/certctl.manifest"))
      #expect(!(manifest.contains("only-a") && manifest.contains("only-b")))
    }
  }
}
