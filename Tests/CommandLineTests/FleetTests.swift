import Foundation
import Testing

/// Many files in one run.
@Suite struct FleetTests {
  /// So many policies, every third of which has a finding, and one that is no policy.
  static func fleet(_ count: Int) throws -> Scratch {
    let folder = try Scratch(["fleet/notes.yaml": "nothing: of ours\n"])
    for number in 0..<count {
      let text = number % 3 == 0 ? Policies.broken : Policies.clean
      try folder.write(text, to: "fleet/\(String(1000 + number)).yaml")
    }
    return folder
  }

  @Test(arguments: ["text", "json", "github", "sarif"])
  func theOrderIsThatOfTheNamesHoweverManyAreLintedAtATime(format: String) throws {
    let folder = try Self.fleet(120)
    let one = try Backstay.run(["lint", "fleet", "--jobs", "1", "--format", format], in: folder)
    #expect(one.status == 1)
    #expect(one.errors.components(separatedBy: "unknown key `metdata`").count == 41)
    for jobs in ["2", "5", "\(Int.max)"] {
      #expect(try Backstay.run(["lint", "fleet", "--jobs", jobs, "--format", format], in: folder) == one)
    }
    if format == "text" { #expect(try Backstay.run(["lint", "fleet"], in: folder) == one) }
  }

  @Test func aFileThatCannotBeReadIsSaidInItsPlace() throws {
    let folder = try Self.fleet(90)
    let paths = (0..<90).map { "fleet/\(1000 + $0).yaml" } + ["absent.yaml", "fleet/1000.yaml"]
    let result = try Backstay.run(["lint", "--jobs", "3"] + paths, in: folder)
    #expect(result.status == 2)
    let places = result.errors.split(separator: "\n").filter { $0.contains("error:") || $0.hasPrefix("backstay:") }
    #expect(places.dropLast().last == "backstay: absent.yaml: No such file or directory")
    #expect(places.last?.hasPrefix("fleet/1000.yaml:3:1: error:") == true)
  }

  #if os(Linux)
    /// A limit on memory that has no room for another thread's stack.
    @Test func whereThereIsNoThreadToHaveOneDoesAll() throws {
      let folder = try Self.fleet(120)
      let line = "ulimit -v 4000000; ulimit -s 64000000; exec timeout 60 \"$0\" lint --jobs 2 fleet"
      #expect(try Backstay.shell(line, in: folder) == Backstay.run(["lint", "--jobs", "1", "fleet"], in: folder))
    }
  #endif

  @Test func withoutAPathTheFolderIsLinted() throws {
    let folder = try Self.fleet(4)
    #expect(try Backstay.run(["lint"], in: folder) == Backstay.run(["lint", "."], in: folder))
    #expect(try Backstay.run(["lint"], in: folder).errors.hasPrefix("./fleet/1000.yaml:3:1: error:"))
  }

  /// What a run shows on a terminal. Its first file, a policy on standard input, comes so late that somebody is
  /// looking, however fast the rest is.
  static func shown(_ arguments: [String], in folder: Scratch) throws -> String {
    var (main, side): (Int32, Int32) = (-1, -1)
    try #require(openpty(&main, &side, nil, nil, nil) == 0)
    let process = Backstay.process(arguments, in: folder.url)
    let input = Pipe()
    process.standardInput = input
    process.standardError = FileHandle(fileDescriptor: side)
    try process.run()
    close(side)
    Thread.sleep(forTimeInterval: 0.8)
    try input.fileHandleForWriting.write(contentsOf: Data(Policies.clean.utf8))
    try input.fileHandleForWriting.close()
    // Reading ends with an error once nobody holds the terminal's other side any more.
    var text: [UInt8] = []
    var bytes = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = read(main, &bytes, bytes.count)
      guard count > 0 else { break }
      text += bytes[..<count]
    }
    process.waitUntilExit()
    close(main)
    return String(decoding: text, as: UTF8.self)
  }

  @Test func aLongRunShowsHowFarItIsAndTakesThatAway() throws {
    let folder = try Scratch()
    for number in 0..<400 { try folder.write(Policies.clean, to: "\(number).yaml") }
    let text = try Self.shown(["lint", "--jobs", "1", "-", "."], in: folder)
    #expect(text.contains(" of 401 files"))
    #expect(text.hasSuffix("\r\u{1B}[K"))
    #expect(try Self.shown(["lint", "--jobs", "1", "--format", "json", "-", "."], in: folder) == "")
    #expect(try Backstay.run(["lint", "--jobs", "1", "."], in: folder).errors == "")
  }

  @Test func aFewFilesAreNothingToShow() throws {
    let folder = try Scratch()
    for number in 0..<98 { try folder.write(Policies.clean, to: "\(number).yaml") }
    #expect(try Self.shown(["lint", "--jobs", "1", "-", "."], in: folder) == "")
  }

  @Test func compilingAFleetShowsHowFarItIs() throws {
    let folder = try Scratch()
    for number in 0..<200 {
      try folder.write(Policies.clean.replacing("name: wiki", with: "name: wiki-\(number)"), to: "p/\(number).yaml")
    }
    let text = try Self.shown(["compile", "-", "p", "--output", "out"], in: folder)
    #expect(text.contains(" of 201 files\r\u{1B}[K"))
    let files = folder.files(below: "out").filter { !$0.key.hasPrefix(".backstay") }.count
    #expect(text.hasSuffix("\r\u{1B}[Kbackstay: \(files) files written to out\r\n"))
    #expect(try Self.shown(["compile", "-", "p", "--output", "out", "--format", "json"], in: folder) == "")
  }
}
