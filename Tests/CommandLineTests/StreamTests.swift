import Foundation
import Testing

/// `--output -` and what may happen to the stream.
@Suite struct StreamTests {
  @Test func kubernetesIsAYAMLStream() throws {
    let folder = try Scratch(["p.yaml": Policies.advised])
    let result = try Backstay.run(["compile", "p.yaml", "--output", "-"], in: folder)
    #expect(result.status == 0)
    let documents = result.output.components(separatedBy: "---\n").dropFirst()
    #expect(result.output.hasPrefix("---\n"))
    #expect(documents.allSatisfy { $0.contains("\nkind: ") && $0.contains("apiVersion: ") })
    #expect(documents.contains { $0.contains("kind: CronJob") })
    #expect(!result.output.contains("kind: Kustomization"))
  }

  @Test func anyOtherTargetIsATarArchiveOfWhatWouldBeWritten() throws {
    let folder = try CompileTests.compiled()
    try FileManager.default.createDirectory(at: folder.url.appending(path: "tar"), withIntermediateDirectories: true)
    let archive = folder.url.appending(path: "a.tar")
    try Data().write(to: archive)
    let process = Backstay.process(["compile", "p.yaml", "--output", "-"], in: folder.url)
    process.standardOutput = try FileHandle(forWritingTo: archive)
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    let tar = Process()
    tar.executableURL = URL(filePath: "/usr/bin/env")
    tar.arguments = ["tar", "-xf", archive.path, "-C", folder.url.appending(path: "tar").path]
    try tar.run()
    tar.waitUntilExit()
    #expect(tar.terminationStatus == 0)
    let written = folder.files(below: "out").filter { $0.key.hasPrefix("wiki/systemd/") }
    let packed = folder.files(below: "tar")
    #expect(!packed.isEmpty)
    for (path, contents) in packed { #expect(written[path] == contents, "\(path)") }
  }

  @Test func standardInputIsCompiled() throws {
    let result = try Backstay.run(
      ["compile", "-", "--output", "-", "--stdin-filename", "q.yaml"], in: Scratch(), input: Data(Policies.advised.utf8)
    )
    #expect(result.status == 0 && result.output.contains("q.yaml"))
  }

  @Test func aStreamThatNobodyReadsIs2() throws {
    let folder = try Scratch(["p.yaml": Policies.clean])
    let process = Backstay.process(["compile", "p.yaml", "--output", "-"], in: folder.url)
    // The kernel refuses the first byte for a pipe that nobody reads.
    let pipe = Pipe()
    try pipe.fileHandleForReading.close()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationReason == .exit && process.terminationStatus == 2)
  }

  @Test func faultsLeaveTheStreamEmpty() throws {
    let folder = try Scratch(["p.yaml": Policies.broken])
    let result = try Backstay.run(["compile", "p.yaml", "--output", "-"], in: folder)
    #expect(result.status == 1 && result.output == "")
  }
}
