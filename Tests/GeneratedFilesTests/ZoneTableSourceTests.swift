import GeneratedFiles
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A folder of hand-made TZif files that is removed with the value.
private final class ZoneFolder {
  let path: String

  init(_ files: [String: [UInt8]]) {
    var template = Array("/tmp/zones-XXXXXX".utf8CString)
    path = mkdtemp(&template).map { String(cString: $0) } ?? ""
    for (name, bytes) in files {
      let file = fopen(path + "/" + name, "wb")
      fwrite(bytes, 1, bytes.count, file)
      fclose(file)
    }
    names = Array(files.keys)
  }

  private let names: [String]

  deinit {
    for name in names { remove(path + "/" + name) }
    rmdir(path)
  }
}

/// A TZif file of version 2 with an empty first block and the transitions given; the offsets are its types.
private func tzif(offsets: [Int32], transitions: [(Int64, UInt8)], footer: String) -> [UInt8] {
  func bigEndian(_ value: some FixedWidthInteger) -> [UInt8] { withUnsafeBytes(of: value.bigEndian) { Array($0) } }
  func header(_ times: Int, _ types: Int) -> [UInt8] {
    Array("TZif2".utf8) + [UInt8](repeating: 0, count: 15)
      + [0, 0, 0, times, types, types == 0 ? 0 : 1].flatMap { bigEndian(Int32($0)) }
  }
  var bytes = header(0, 0) + header(transitions.count, offsets.count)
  bytes += transitions.flatMap { bigEndian($0.0) } + transitions.map { $0.1 }
  bytes += offsets.flatMap { bigEndian($0) + [0, 0] } + [0]
  return bytes + Array("\n\(footer)\n".utf8)
}

private let index = Array("# version 2030a\nR x\nZ Here 1 - A\nL Here There\n".utf8)

private func table(_ file: [UInt8]) throws -> String {
  let folder = ZoneFolder(["tzdata.zi": index, "Here": file, "There": file])
  return try ZoneTableSource.text(zoneinfo: folder.path)
}

@Suite struct ZoneTableSourceTests {
  @Test func changesThatTheRuleGivesAreNotListed() throws {
    // 1990-01-02, then the two changes of 1997 that the rule gives too.
    let file = tzif(
      offsets: [0, 3600, 7200],
      transitions: [(0, 0), (631_238_400, 1), (859_683_600, 2), (877_827_600, 1)], footer: "CET-1CEST,M3.5.0,M10.5.0/3")
    let text = try table(file)
    #expect(text.contains("\"2030a\""))
    #expect(text.contains("\nHere CET-1CEST,M3.5.0,M10.5.0/3 0 1440:60 3807420:120\nThere =Here\n"))
  }

  @Test func aZoneWithoutChangesIsItsRule() throws {
    #expect(try table(tzif(offsets: [19_800], transitions: [], footer: "IST-5:30")).contains("\nHere IST-5:30 330\n"))
  }

  @Test(arguments: [[UInt8]("TZif".utf8), [], tzif(offsets: [0], transitions: [], footer: "CET-1CEST,J60,J300")])
  func malformedFiles(_ file: [UInt8]) {
    #expect(throws: ZoneTableSource.Fault.self) { try table(file) }
  }

  @Test func anOffsetOfSecondsIsRefused() {
    let file = tzif(offsets: [17], transitions: [], footer: "<+00>0")
    #expect(throws: ZoneTableSource.Fault.self) { try table(file) }
  }

  @Test func aMissingFolderIsNamed() {
    #expect(throws: ZoneTableSource.Fault.unreadable("/nowhere/tzdata.zi")) {
      try ZoneTableSource.text(zoneinfo: "/nowhere")
    }
  }
}
