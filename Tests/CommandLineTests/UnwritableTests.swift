import Foundation
import Testing

/// Output that can't be written is a failure, and told.
@Suite struct UnwritableTests {
  static func folder() throws -> Scratch {
    let folder = try Scratch(["p.yaml": Policies.clean, "warned.yaml": Policies.warned, "k.yaml": Policies.advised])
    #expect(try Backstay.run(["compile", "p.yaml", "--output", "old"], in: folder).status == 0)
    return folder
  }

  static let said = "backstay: standard output: No space left on device\n"

  #if os(Linux)
    @Test(arguments: [
      "rules", "targets", "schema", "explain unknown-key", "explain builtin", "explain p.yaml", "--help",
      "compile p.yaml --output -", "compile p.yaml --output new --check",
      "lint --fix - < p.yaml",
    ])
    func aProductForWhichThereIsNoRoomIsToldAnd2(call: String) throws {
      let result = try Backstay.shell("\"$0\" \(call) > /dev/full", in: Self.folder())
      #expect(result == .init(status: 2, output: "", errors: Self.said))
    }

    @Test func programsAreToldInTheirFormat() throws {
      let result = try Backstay.shell("\"$0\" compile p.yaml --output - --format json > /dev/full", in: Self.folder())
      let line = #"{"severity":"error","message":"standard output: No space left on device"}"#
      #expect(result == .init(status: 2, output: "", errors: "\(line)\n"))
    }

    @Test(arguments: [
      "lint warned.yaml", "lint --fix warned.yaml", "lint --format sarif p.yaml", "explain warned.yaml",
      "compile warned.yaml --output out",
    ])
    func aReportForWhichThereIsNoRoomIs2(call: String) throws {
      let folder = try Self.folder()
      #expect(try Backstay.shell("\"$0\" \(call)", in: folder).status == 0)
      #expect(try Backstay.shell("\"$0\" \(call) 2> /dev/full", in: folder).status == 2)
    }
  #endif

  @Test func aFileThatMayNotGrowLeavesTheFolderAsItWas() throws {
    let folder = try Self.folder()
    let before = try FileManager.default.subpathsOfDirectory(atPath: folder.url.path).sorted()
    let line = "(ulimit -f 0; \"$0\" compile k.yaml --output new) 2>&1 | cat; exit ${PIPESTATUS[0]}"
    let result = try Backstay.shell(line, in: folder)
    #expect(result.status == 2 && result.output.contains("File too large"))
    #expect(try FileManager.default.subpathsOfDirectory(atPath: folder.url.path).sorted() == before)
  }

  /// As a parent that waits for events leaves them.
  @Test func streamsThatDoNotBlockAreWaitedFor() throws {
    let folder = try Scratch()
    let (input, output) = (Pipe(), Pipe())
    for handle in [input.fileHandleForReading, output.fileHandleForWriting] {
      let flags = fcntl(handle.fileDescriptor, F_GETFL)
      #expect(fcntl(handle.fileDescriptor, F_SETFL, flags | O_NONBLOCK) == 0)
    }
    let process = Backstay.process(["lint", "--fix", "-"], in: folder.url)
    (process.standardInput, process.standardOutput, process.standardError) = (input, output, output)
    try process.run()
    // It finds nothing to read, then no room to write: products and findings are more than a pipe holds.
    usleep(200_000)
    let text = String(repeating: Policies.warned + "---\n", count: 200) + Policies.warned
    try input.fileHandleForWriting.write(contentsOf: Data(text.utf8))
    try input.fileHandleForWriting.close()
    usleep(500_000)
    let told = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationReason == .exit && process.terminationStatus == 0)
    #expect(told.hasPrefix(text))
    #expect(told.components(separatedBy: "[both-days-restricted]").count == 202)
  }
}
