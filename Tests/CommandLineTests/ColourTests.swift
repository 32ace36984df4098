import Foundation
import Testing

/// Colour only on a terminal, and never where `NO_COLOR` says so.
@Suite struct ColourTests {
  /// What the command prints to a terminal.
  static func shown(_ environment: [String: String]) throws -> String {
    var (main, side): (Int32, Int32) = (-1, -1)
    try #require(openpty(&main, &side, nil, nil, nil) == 0)
    let folder = try Scratch(["p.yaml": Policies.broken])
    let process = Backstay.process(["lint", "p.yaml"], in: folder.url, environment: environment)
    process.standardError = FileHandle(fileDescriptor: side)
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 1)
    // All that was written lies in the terminal's buffer now, far below its size.
    var bytes = [UInt8](repeating: 0, count: 65_536)
    let count = read(main, &bytes, bytes.count)
    close(side)
    close(main)
    return String(decoding: bytes[..<max(0, count)], as: UTF8.self)
  }

  @Test(arguments: [[:], ["NO_COLOR": ""]])
  func aTerminalIsColoured(environment: [String: String]) throws {
    let text = try Self.shown(environment)
    #expect(text.contains("\u{1B}[31m") && text.contains("unknown key"))
  }

  @Test func noColorIsRespected() throws {
    let text = try Self.shown(["NO_COLOR": "1"])
    #expect(!text.contains("\u{1B}") && text.contains("unknown key"))
  }

  @Test func aFileIsNotColoured() throws {
    let folder = try Scratch(["p.yaml": Policies.broken])
    #expect(try !Backstay.run(["lint", "p.yaml"], in: folder).errors.contains("\u{1B}"))
  }
}
