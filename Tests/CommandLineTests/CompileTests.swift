import Foundation
import Testing

@Suite struct CompileTests {
  /// A folder with a policy, compiled to `out`.
  static func compiled(_ policy: String = Policies.clean) throws -> Scratch {
    let folder = try Scratch(["p.yaml": policy])
    #expect(try Backstay.run(["compile", "p.yaml", "--output", "out"], in: folder).status == 0)
    return folder
  }

  static func check(_ folder: Scratch) throws -> Backstay.Result {
    try Backstay.run(["compile", "p.yaml", "--output", "out", "--check"], in: folder)
  }

  /// A generated file, by the end of its path.
  static func file(_ ending: String, in folder: Scratch) throws -> String {
    "out/" + (try #require(folder.files(below: "out").keys.first { $0.hasSuffix(ending) }))
  }

  @Test func policiesOfOneNameAreRefused() throws {
    let folder = try Scratch([
      "a.yaml": Policies.clean, "b.yaml": Policies.later, "c.yaml": "\(Policies.clean)---\n\(Policies.later)",
    ])
    let apart = try Backstay.run(["compile", "a.yaml", "b.yaml", "--output", "out"], in: folder)
    let message = "a policy is called `wiki` in a.yaml too, and both would be written to one folder"
    #expect(apart.status == 2 && apart.errors.contains("backstay: b.yaml: \(message)\n"))
    let together = try Backstay.run(["compile", "c.yaml", "--output", "out"], in: folder)
    #expect(together.status == 2 && together.errors.contains("backstay: c.yaml: a policy is called `wiki` twice in it"))
    #expect(folder.files(below: "out").isEmpty)
  }

  @Test func filesLieBelowPolicyAndTarget() throws {
    let folder = try Self.compiled()
    let paths = folder.files(below: "out").keys
    #expect(paths.contains { $0.hasSuffix(".timer") })
    #expect(
      paths.allSatisfy { path in
        ["wiki/systemd/", "wiki/runbook/", ".backstay/"].contains { path.hasPrefix($0) }
      })
  }

  @Test func productsAreSilentAndTheSummaryIsOnStandardError() throws {
    let folder = try Scratch(["p.yaml": Policies.clean])
    let result = try Backstay.run(["compile", "p.yaml", "--output", "out"], in: folder)
    #expect(result.output == "" && result.errors.contains("files written to out"))
    let again = try Backstay.run(["compile", "p.yaml", "--output", "out", "--quiet"], in: folder)
    #expect(again == .init(status: 0, output: "", errors: ""))
  }

  @Test func checkIsSilentOnWhatIsFresh() throws {
    #expect(try Self.check(Self.compiled()) == .init(status: 0, output: "", errors: ""))
  }

  @Test func checkShowsTheChangedLine() throws {
    let folder = try Self.compiled()
    try folder.write(Policies.later, to: "p.yaml")
    let before = folder.files(below: "out")
    let result = try Self.check(folder)
    #expect(result.status == 1 && result.errors == "")
    let changed = result.output.split(separator: "\n").filter {
      ($0.hasPrefix("+") || $0.hasPrefix("-")) && !$0.hasPrefix("+++") && !$0.hasPrefix("---")
    }
    #expect(changed.contains { $0.hasPrefix("-OnCalendar=") && $0.contains("02:00") })
    #expect(changed.contains { $0.hasPrefix("+OnCalendar=") && $0.contains("05:00") })
    #expect(folder.files(below: "out") == before)
  }

  @Test func checkShowsAMissingFile() throws {
    let folder = try Self.compiled()
    let path = try Self.file(".timer", in: folder)
    try FileManager.default.removeItem(at: folder.url.appending(path: path))
    let result = try Self.check(folder)
    #expect(result.status == 1 && result.output.contains(path.dropFirst("out/".count)))
    #expect(result.output.contains("+OnCalendar="))
  }

  @Test func checkShowsALeftOver() throws {
    let folder = try Self.compiled()
    try folder.write("old\n", to: "out/wiki/systemd/left-over.txt")
    let result = try Self.check(folder)
    #expect(result.status == 1 && result.output.contains("left-over.txt") && result.output.contains("-old"))
  }

  @Test func checkOfNothingShowsAll() throws {
    let folder = try Scratch(["p.yaml": Policies.clean])
    let result = try Self.check(folder)
    #expect(result.status == 1 && result.output.contains("+OnCalendar="))
    #expect(folder.files(below: "out").isEmpty)
  }

  @Test(arguments: [Policies.broken, "", Policies.clean.replacing("sinks: [disk]", with: "sinks: [disc]")])
  func aFailedCompileLeavesTheFolderAsItWas(policy: String) throws {
    let folder = try Self.compiled()
    let before = folder.files(below: "out")
    try folder.write(policy, to: "p.yaml")
    #expect(try Backstay.run(["compile", "p.yaml", "--output", "out"], in: folder).status == 1)
    #expect(folder.files(below: "out") == before)
  }

  @Test func oneFaultyPolicyWritesNone() throws {
    let folder = try Scratch(["p.yaml": Policies.clean, "q.yaml": Policies.broken])
    #expect(try Backstay.run(["compile", "p.yaml", "q.yaml", "--output", "out"], in: folder).status == 1)
    #expect(folder.files(below: "out").isEmpty)
  }

  @Test func anAbsentPolicyWritesNone() throws {
    let folder = try Scratch(["p.yaml": Policies.clean])
    #expect(try Backstay.run(["compile", "p.yaml", "q.yaml", "--output", "out"], in: folder).status == 2)
    #expect(folder.files(below: "out").isEmpty)
  }

  @Test func twoPoliciesOfOneNameAreRefused() throws {
    let folder = try Scratch(["p.yaml": Policies.clean, "q.yaml": Policies.later])
    let result = try Backstay.run(["compile", "p.yaml", "q.yaml", "--output", "out"], in: folder)
    #expect(result.status == 2 && result.errors.contains("`wiki`"))
    #expect(folder.files(below: "out").isEmpty)
  }

  @Test func aTargetThatIsNamedTwiceIsCompiledOnce() throws {
    let folder = try Scratch(["p.yaml": Policies.clean])
    let targets = ["--target", "systemd", "--target", "systemd"]
    #expect(try Backstay.run(["compile", "p.yaml", "--output", "out"] + targets, in: folder).status == 0)
    #expect(!folder.files(below: "out/wiki/systemd").isEmpty)
  }

  /// Every generated file says in a comment which file it was made from.
  @Test(arguments: ["x\n*\n.yaml", "\u{7F}.yaml", "\u{85}.yaml", "\u{2028}.yaml"])
  func aFileWhoseNameEndsACommentIsNotCompiled(name: String) throws {
    let folder = try Scratch([name: Policies.clean])
    let shown = String(
      String.UnicodeScalarView(
        name.unicodeScalars.map { "*.yaml".unicodeScalars.contains($0) || $0 == "x" ? $0 : "\u{FFFD}" }))
    let errors =
      "backstay: \(shown): the name contains control characters, and generated files name their policy's file\n"
    #expect(
      try Backstay.run(["compile", name, "--output", "out"], in: folder) == .init(status: 2, output: "", errors: errors)
    )
    let named = ["compile", "-", "--stdin-filename", name, "--output", "-"]
    #expect(
      try Backstay.run(named, in: folder, input: Data(Policies.clean.utf8))
        == .init(status: 2, output: "", errors: errors))
    #expect(folder.files(below: "out").isEmpty)
    #expect(try Backstay.run(["lint", name], in: folder).status == 0)
  }

  @Test func withoutAPolicyThereIsNothingToCompile() throws {
    let folder = try Scratch(["s.yaml": StandardOptionTests.standard, "empty/notes.txt": ""])
    for path in ["s.yaml", "empty"] {
      let errors = "backstay: \(path): contains no policy to compile\n"
      for more in [[], ["--check"]] {
        let result = try Backstay.run(["compile", path, "--output", "out"] + more, in: folder)
        #expect(result == .init(status: 2, output: "", errors: errors))
      }
    }
    try folder.write(Policies.clean, to: "p.yaml")
    #expect(try Backstay.run(["compile", "s.yaml", "p.yaml", "--output", "out"], in: folder).status == 0)
  }

  @Test(arguments: ["link", "link/out"])
  func aLinkThatLeadsNowhereIsToldAsOne(output: String) throws {
    let folder = try Scratch(["p.yaml": Policies.clean])
    #expect(symlink("absent", folder.url.appending(path: "link").path) == 0)
    let result = try Backstay.run(["compile", "p.yaml", "--output", output], in: folder)
    #expect(result == .init(status: 2, output: "", errors: "backstay: link: is a dangling symbolic link\n"))
  }

  @Test func anEditedFileIsKeptUntilForced() throws {
    let folder = try Self.compiled()
    let path = try Self.file(".timer", in: folder)
    try folder.write("edited\n", to: path)
    try folder.write(Policies.later, to: "p.yaml")
    let before = folder.files(below: "out")
    let refused = try Backstay.run(["compile", "p.yaml", "--output", "out"], in: folder)
    #expect(refused.status == 2 && refused.errors.contains("--force"))
    #expect(folder.files(below: "out") == before)
    #expect(try Backstay.run(["compile", "p.yaml", "--output", "out", "--force"], in: folder).status == 0)
    #expect(try folder.text(path).contains("05:00"))
    #expect(try Self.check(folder).status == 0)
  }

  @Test func whatIsRightIsNotTouched() throws {
    let folder = try Self.compiled()
    let file = folder.url.appending(path: try Self.file(".timer", in: folder)).path
    let before = try FileManager.default.attributesOfItem(atPath: file)[.systemFileNumber] as? Int
    let result = try Backstay.run(["compile", "p.yaml", "--output", "out"], in: folder)
    #expect(result.errors.hasPrefix("backstay: 0 files written"))
    #expect(try FileManager.default.attributesOfItem(atPath: file)[.systemFileNumber] as? Int == before)
  }

  @Test(arguments: ["file/out", "file", "/proc/nowhere/out"])
  func anOutputThatCantBeWrittenIs2(output: String) throws {
    let folder = try Scratch(["p.yaml": Policies.clean, "file": "x"])
    let result = try Backstay.run(["compile", "p.yaml", "--output", output], in: folder)
    #expect(result.status == 2 && result.errors.hasPrefix("backstay: "))
    #expect(try folder.text("file") == "x")
  }

  @Test func theSameInputGivesTheSameBytes() throws {
    #expect(try Self.compiled().files(below: "out") == Self.compiled().files(below: "out"))
  }

  @Test func anUndeclaredTargetIsAFinding() throws {
    let folder = try Scratch(["p.yaml": Policies.clean])
    let result = try Backstay.run(["compile", "p.yaml", "--output", "out", "--target", "helm"], in: folder)
    #expect(result.status == 1)
    #expect(result.errors.hasPrefix("p.yaml:3:18: error: `wiki` declares no target `helm` [undeclared-target]\n"))
  }

  @Test func theThresholdDecidesWhetherAnythingIsWritten() throws {
    let folder = try Scratch(["p.yaml": Policies.warned])
    let strict = try Backstay.run(["compile", "p.yaml", "--output", "out", "--fail-on", "warning"], in: folder)
    #expect(strict.status == 1 && folder.files(below: "out").isEmpty)
    #expect(try Backstay.run(["compile", "p.yaml", "--output", "out"], in: folder).status == 0)
    #expect(!folder.files(below: "out").isEmpty)
  }
}
