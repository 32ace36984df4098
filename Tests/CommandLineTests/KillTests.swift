import Foundation
import Testing

/// A run that is killed leaves what was there before or what it would have written, never a half.
@Suite struct KillTests {
  @Test func aKilledCompileLeavesOldOrNew() throws {
    let folder = try CompileTests.compiled()
    let old = Self.units(in: folder)
    try folder.write(Policies.later, to: "p.yaml")
    let fresh = try CompileTests.compiled(Policies.later)
    let new = Self.units(in: fresh)
    #expect(old != new)
    var killed = 0
    for turn in 0..<40 {
      let process = Backstay.process(["compile", "p.yaml", "--output", "out"], in: folder.url)
      process.standardError = FileHandle.nullDevice
      try process.run()
      usleep(UInt32(turn) * 400)
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      if process.terminationReason == .uncaughtSignal { killed += 1 }
      let now = Self.units(in: folder)
      #expect(now == old || now == new)
      if now == new {
        // The other way round next time.
        try folder.write(Policies.clean, to: "p.yaml")
        #expect(try Backstay.run(["compile", "p.yaml", "--output", "out"], in: folder).status == 0)
        try folder.write(Policies.later, to: "p.yaml")
      }
    }
    #expect(killed > 0)
    #expect(try Backstay.run(["compile", "p.yaml", "--output", "out"], in: folder).status == 0)
    #expect(Self.units(in: folder) == new)
  }

  private static func units(in folder: Scratch) -> [String: Data] {
    folder.files(below: "out/wiki/systemd")
  }
}
