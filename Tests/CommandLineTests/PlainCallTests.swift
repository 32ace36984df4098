import Foundation
import PlainCalls
import Testing

/// The way past ArgumentParser and the parsed one are the same to whoever calls.
@Suite struct PlainCallTests {
  /// Arguments that the plain way takes, with what it makes of them.
  static let taken: [(arguments: [String], call: PlainCall)] = [
    (["lint", "p.yaml"], .lint(paths: ["p.yaml"])),
    (["lint", "p.yaml", "broken.yaml"], .lint(paths: ["p.yaml", "broken.yaml"])),
    (["lint", "missing.yaml"], .lint(paths: ["missing.yaml"])),
    (["lint", "folder"], .lint(paths: ["folder"])),
    (["lint", "a b.yaml"], .lint(paths: ["a b.yaml"])),
    (["lint", ""], .lint(paths: [""])),
    (["lint", "p.yaml", "p.yaml"], .lint(paths: ["p.yaml", "p.yaml"])),
    (["lint", "compile"], .lint(paths: ["compile"])),
    (["compile", "p.yaml", "--output", "out"], .compile(paths: ["p.yaml"], output: "out")),
    (["compile", "p.yaml", "-o", "out"], .compile(paths: ["p.yaml"], output: "out")),
    (["compile", "--output", "out", "p.yaml"], .compile(paths: ["p.yaml"], output: "out")),
    (["compile", "p.yaml", "-o", "out", "other.yaml"], .compile(paths: ["p.yaml", "other.yaml"], output: "out")),
    (["compile", "warned.yaml", "-o", "o=t"], .compile(paths: ["warned.yaml"], output: "o=t")),
    (["compile", "broken.yaml", "-o", "out"], .compile(paths: ["broken.yaml"], output: "out")),
    (["compile", "missing.yaml", "-o", "out"], .compile(paths: ["missing.yaml"], output: "out")),
    (["compile", "", "-o", "out"], .compile(paths: [""], output: "out")),
    (["compile", "p.yaml", "-o", "p.yaml"], .compile(paths: ["p.yaml"], output: "p.yaml")),
    (["compile", "folder", "-o", "out"], .compile(paths: ["folder"], output: "out")),
  ]

  /// Arguments that have to be parsed.
  static let declined: [[String]] = [
    [], ["lint"], ["compile"], ["explain", "rpo-unmet"], ["Lint", "p.yaml"], ["lin", "p.yaml"], ["lint ", "p.yaml"],
    ["--version"], ["--help"], ["help", "lint"], ["lint", "--help"], ["lint", "-h"], ["lint", "p.yaml", "--help"],
    ["lint", "-"], ["lint", "--", "p.yaml"], ["lint", "p.yaml", "--fix"], ["lint", "--jobs", "2", "p.yaml"],
    ["lint", "--output", "out"], ["lint", "p.yaml", "-o", "out"], ["lint", "-p.yaml"],
    ["compile", "p.yaml"], ["compile", "--output", "out"], ["compile", "p.yaml", "--output"],
    ["compile", "-o", "p.yaml"],
    ["compile", "p.yaml", "--output", ""], ["compile", "p.yaml", "--output", "-"], ["compile", "p.yaml", "-o", "-x"],
    ["compile", "p.yaml", "--output=out"], ["compile", "p.yaml", "-oout"], ["compile", "p.yaml", "--outpu", "out"],
    ["compile", "p.yaml", "-o", "out", "-o", "other"], ["compile", "p.yaml", "-o", "out", "--output", "out"],
    ["compile", "p.yaml", "-o", "out", "--check"], ["compile", "p.yaml", "-o", "out", "--target", "systemd"],
    ["compile", "-", "-o", "out"], ["compile", "--", "p.yaml", "-o", "out"], ["compile", "p.yaml", "-o", "--", "out"],
  ]

  @Test(arguments: taken.indices) func `what needs no parser is taken`(index: Int) {
    #expect(PlainCall(Self.taken[index].arguments) == Self.taken[index].call)
  }

  @Test(arguments: declined) func `what needs one is declined`(arguments: [String]) {
    #expect(PlainCall(arguments) == nil)
  }

  /// The parsed way is taken with an option that says what is so without it.
  @Test(arguments: taken.indices) func `both ways do the same`(index: Int) throws {
    let arguments = Self.taken[index].arguments
    let parsed = [arguments[0], "--stdin-filename", "<stdin>"] + arguments.dropFirst()
    #expect(PlainCall(parsed) == nil)
    let folders = [try Self.folder(), try Self.folder()]
    #expect(try Backstay.run(arguments, in: folders[0]) == Backstay.run(parsed, in: folders[1]))
    #expect(folders[0].files(below: ".") == folders[1].files(below: "."))
    // And again, when there is something to find.
    #expect(try Backstay.run(arguments, in: folders[0]) == Backstay.run(parsed, in: folders[1]))
    #expect(folders[0].files(below: ".") == folders[1].files(below: "."))
  }

  private static func folder() throws -> Scratch {
    try Scratch([
      "p.yaml": Policies.clean, "other.yaml": Policies.later.replacing("name: wiki", with: "name: other"),
      "warned.yaml": Policies.warned, "broken.yaml": Policies.broken, "a b.yaml": Policies.clean,
      "compile": Policies.warned, "folder/one.yaml": Policies.clean, "folder/two.yaml": Policies.warned,
    ])
  }
}

extension PlainCall {
  /// The call that a program makes of its arguments, as `main` has them.
  fileprivate init?(_ arguments: [String]) {
    var pointers = (["backstay"] + arguments).map { strdup($0) } + [nil]
    defer { for pointer in pointers { free(pointer) } }
    self.init(Int32(arguments.count + 1), &pointers)
  }
}
