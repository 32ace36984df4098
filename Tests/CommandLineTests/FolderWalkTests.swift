import Foundation
import Testing

/// What else may lie in a folder that is linted.
@Suite struct FolderWalkTests {
  /// What a run says, a line each, without excerpts.
  static func said(_ result: Backstay.Result) -> [String] {
    result.errors.split(separator: "\n").map(String.init).filter {
      $0.contains(": error:") || $0.hasPrefix("backstay:")
    }
  }

  @Test func whatIsNoFileIsLeftAlone() throws {
    let folder = try Scratch(["p/clean.yaml": Policies.clean, "broken.txt": Policies.broken])
    let path = folder.url.appending(path: "p").path
    // Nobody writes into the pipe: who opens it waits for ever.
    #expect(mkfifo("\(path)/pipe.yaml", 0o644) == 0)
    #expect(symlink("pipe.yaml", "\(path)/link.yaml") == 0 && symlink("..", "\(path)/circle") == 0)
    #expect(symlink("/dev/zero", "\(path)/zeros.yaml") == 0 && mkdir("\(path)/folder.yaml", 0o755) == 0)
    #expect(try Backstay.run(["lint", "p"], in: folder) == .init(status: 0, output: "", errors: ""))
    #expect(symlink("../broken.txt", "\(path)/to-a-file.yaml") == 0 && symlink("absent", "\(path)/to-nothing.yml") == 0)
    let result = try Backstay.run(["lint", "p"], in: folder)
    #expect(result.status == 2)
    #expect(
      Self.said(result) == [
        "p/to-a-file.yaml:3:1: error: unknown key `metdata` [unknown-key]",
        "backstay: p/to-nothing.yml: No such file or directory",
      ])
  }

  @Test func theOrderIsThatOfTheNamesBytes() throws {
    // Both ways to write é: for Swift one text, for Linux two names.
    let names = ["A", "a", "e\u{301}", "z", "\u{E9}"]
    let folder = try Scratch(
      Dictionary(uniqueKeysWithValues: names.map { ("p/\($0.utf8.count)\($0).yaml", Policies.broken) }))
    let places = Self.said(try Backstay.run(["lint", "p"], in: folder)).map { Array($0.prefix { $0 != ":" }.utf8) }
    let sorted = names.map { Array("p/\($0.utf8.count)\($0).yaml".utf8) }.sorted { $0.lexicographicallyPrecedes($1) }
    #expect(places == sorted)
  }

  #if os(Linux)
    /// A file system of macOS takes no such name.
    @Test func aNameThatIsNotUTF8IsToldAndTheOthersAreLinted() throws {
      let folder = try Scratch(["p/broken.yaml": Policies.broken])
      let path = folder.url.appending(path: "p").path
      for name: [UInt8] in [[0xFF] + Array(".yaml".utf8), [0xFF] + Array(".txt".utf8)] {
        let descriptor = open(
          (Array("\(path)/".utf8) + name + [0]).map { CChar(bitPattern: $0) }, O_CREAT | O_WRONLY, 0o644)
        #expect(descriptor >= 0)
        close(descriptor)
      }
      let result = try Backstay.run(["lint", "p"], in: folder)
      #expect(result.status == 2)
      #expect(
        Self.said(result) == [
          "backstay: p/\u{FFFD}.yaml: the name is not UTF-8",
          "p/broken.yaml:3:1: error: unknown key `metdata` [unknown-key]",
        ])
    }
  #endif

  @Test func aFolderThatCannotBeReadIsToldAndTheOthersAreLinted() throws {
    let folder = try Scratch(["p/z.yaml": Policies.broken])
    // Deeper than a path may be long, which stops even root.
    let name = String(repeating: "d", count: 200)
    var parent = open(folder.url.appending(path: "p").path, O_RDONLY)
    for _ in 0..<25 {
      #expect(mkdirat(parent, name, 0o755) == 0)
      let child = openat(parent, name, O_RDONLY)
      close(parent)
      parent = child
    }
    close(parent)
    let result = try Backstay.run(["lint", "p"], in: folder)
    #expect(result.status == 2)
    let lines = Self.said(result)
    #expect(lines.count == 2 && lines[0].hasPrefix("backstay: p/\(name)/"))
    #expect(lines[0].hasSuffix(": File name too long") && lines[1].hasPrefix("p/z.yaml:3:1: error:"))
    let removal = try Process.run(URL(filePath: "/bin/rm"), arguments: ["-r", folder.url.path])
    removal.waitUntilExit()
  }
}
