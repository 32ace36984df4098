import Foundation
import Testing

@Suite struct LintTests {
  static func folder() throws -> Scratch {
    try Scratch([
      "clean.yaml": Policies.clean, "broken.yaml": Policies.broken, "warned.yaml": Policies.warned,
      "advised.yaml": Policies.advised, "crlf.yaml": Policies.broken.replacing("\n", with: "\r\n"), "empty.yaml": "",
    ])
  }

  @Test func aCleanPolicySaysNothing() throws {
    #expect(try Backstay.run(["lint", "clean.yaml"], in: Self.folder()) == .init(status: 0, output: "", errors: ""))
  }

  @Test func findingsGoToStandardError() throws {
    let result = try Backstay.run(["lint", "broken.yaml"], in: Self.folder())
    #expect(result.status == 1)
    #expect(result.output == "")
    #expect(result.errors.hasPrefix("broken.yaml:3:1: error: unknown key `metdata` [unknown-key]\n"))
  }

  @Test(arguments: [
    ["clean.yaml"], ["broken.yaml"], ["warned.yaml"], ["advised.yaml"], ["crlf.yaml"], ["empty.yaml"], ["absent.yaml"],
    ["clean.yaml", "broken.yaml", "absent.yaml"], ["."], [""],
  ])
  func theShortWayAndTheParsedOneAreTheSame(paths: [String]) throws {
    let folder = try Self.folder()
    let short = try Backstay.run(["lint"] + paths, in: folder)
    #expect(try Backstay.run(["lint", "--format", "text"] + paths, in: folder) == short)
    #expect(try Backstay.run(["lint", "--fail-on", "error"] + paths, in: folder) == short)
    #expect(try Backstay.run(["lint", "--"] + paths, in: folder) == short)
  }

  @Test(arguments: [
    ("clean", "advice", 0), ("advised", "error", 0), ("advised", "warning", 0), ("advised", "advice", 1),
    ("warned", "error", 0), ("warned", "warning", 1), ("warned", "advice", 1), ("broken", "error", 1),
  ])
  func theThresholdDecides(name: String, threshold: String, status: Int32) throws {
    #expect(try Backstay.run(["lint", "\(name).yaml", "--fail-on", threshold], in: Self.folder()).status == status)
  }

  @Test func anAbsentFileIs2AndTheOthersAreLinted() throws {
    let result = try Backstay.run(["lint", "absent.yaml", "broken.yaml"], in: Self.folder())
    #expect(result.status == 2)
    #expect(result.errors.hasPrefix("backstay: absent.yaml: No such file or directory\nbroken.yaml:3:1: error:"))
  }

  @Test(arguments: [
    ["lint", "--jobs", "0"], ["lint", "--unknown", "clean.yaml"],
    ["lint", "--format", "xml", "clean.yaml"], ["unknown"],
    ["lint", "--fail-on", "nothing", "clean.yaml"], ["compile", "clean.yaml"], ["explain"],
    ["explain", "no-such-rule"],
    ["compile", "clean.yaml", "--output", "out", "--target", "cron"], ["schema", "planet"], ["lint", "-x"],
    ["compile", "clean.yaml", "--output", "-", "--check"], ["compile", "clean.yaml", "--output", ""], [],
    ["lint", "clean.yaml", "--stdin-filename", ""],
  ])
  func wrongUsageIs2(arguments: [String]) throws {
    let result = try Backstay.run(arguments, in: Self.folder())
    #expect(result.status == 2)
    #expect(result.output == "" && !result.errors.isEmpty)
  }

  @Test func whatLacksASubcommandIsToldAll() throws {
    let folder = try Scratch()
    #expect(try Backstay.run([], in: folder).errors == Backstay.run(["--help"], in: folder).output)
  }

  @Test(arguments: [
    (["lint", "clean.yaml", "--standard", "a", "--standard=b"], "--standard"),
    (["compile", "clean.yaml", "--output", "a", "-o", "b"], "--output"),
  ])
  func anOptionOfOneValueGivenTwiceIsToldSo(arguments: [String], option: String) throws {
    let folder = try Self.folder()
    let result = try Backstay.run(arguments, in: folder)
    #expect(
      result.status == 2
        && result.errors.hasPrefix("Error: \(option) is given twice.\nUsage: backstay \(arguments[0]) "))
    #expect(folder.files(below: "b").isEmpty)
  }

  @Test(arguments: [["--help"], ["lint", "--help"], ["compile", "--help"], ["help", "explain"]])
  func helpIsAProductAndEndsWithAnExample(arguments: [String]) throws {
    let result = try Backstay.run(arguments, in: Self.folder())
    #expect(result.status == 0 && result.errors == "")
    #expect(result.output.contains("For example: backstay "))
  }

  @Test func standardInputHasANameOfTheCallers() throws {
    let folder = try Scratch()
    let input = Data(Policies.broken.utf8)
    let plain = try Backstay.run(["lint", "-"], in: folder, input: input)
    #expect(plain.status == 1 && plain.errors.hasPrefix("<stdin>:3:1: error:"))
    let named = try Backstay.run(["lint", "-", "--stdin-filename", "a/p.yaml"], in: folder, input: input)
    #expect(named.status == 1 && named.errors.hasPrefix("a/p.yaml:3:1: error:"))
    #expect(try Backstay.run(["lint", "-"], in: folder, input: Data(Policies.clean.utf8)).status == 0)
  }

  @Test func aFolderMeansThePoliciesInIt() throws {
    let folder = try Scratch([
      "p/b.yml": Policies.broken, "p/a/c.yaml": Policies.broken, "p/compose.yaml": "services: [\n",
      "p/notes.txt": Policies.broken, "p/.hidden.yaml": Policies.broken, "p/clean.yaml": Policies.clean,
    ])
    let result = try Backstay.run(["lint", "p"], in: folder)
    #expect(result.status == 1)
    let places = result.errors.split(separator: "\n").filter { $0.contains(": error:") }.map { $0.prefix { $0 != ":" } }
    #expect(places == ["p/a/c.yaml", "p/b.yml"])
  }

  @Test func aFolderWithoutPoliciesIsClean() throws {
    let folder = try Scratch(["p/compose.yaml": "services: {}\n"])
    #expect(try Backstay.run(["lint", "p"], in: folder) == .init(status: 0, output: "", errors: ""))
  }

  @Test func jsonIsOneObjectALine() throws {
    let folder = try Scratch([
      "p.yaml": Policies.broken.replacing("0 2 *", with: "0 9\\\" 2 *").replacing("30d", with: "30")
    ])
    let result = try Backstay.run(["lint", "--format", "json", "p.yaml"], in: folder)
    #expect(result.status == 1 && result.output == "")
    let objects = try result.errors.split(separator: "\n").map { line in
      try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }
    #expect(objects.count == 3)
    let first = try #require(objects.first)
    #expect(first["path"] as? String == "p.yaml" && first["rule"] as? String == "unknown-key")
    #expect(first["line"] as? Int == 3 && first["column"] as? Int == 1 && first["endColumn"] as? Int == 8)
    #expect(first["severity"] as? String == "error" && first["help"] as? String == "did you mean `metadata`?")
  }

  @Test func aBaseLiesBesideThePolicy() throws {
    let folder = try Scratch([
      "base.yaml": Policies.clean,
      "teams/p.yaml": "apiVersion: backstay/v1\nkind: BackupPolicy\nextends: ../base.yaml\n",
    ])
    #expect(try Backstay.run(["lint", "teams/p.yaml"], in: folder) == .init(status: 0, output: "", errors: ""))
  }

  @Test func theSameFileTwiceIsLintedTwice() throws {
    let result = try Backstay.run(["lint", "broken.yaml", "broken.yaml"], in: Self.folder())
    #expect(result.errors.components(separatedBy: "unknown key").count == 3)
  }

  @Test(arguments: ["schema", "targets", "rules"])
  func listsAreProducts(command: String) throws {
    let result = try Backstay.run([command], in: Scratch())
    #expect(result.status == 0 && result.errors == "" && result.output.hasSuffix("\n"))
  }

  @Test func everyRuleThatIsListedIsExplained() throws {
    let folder = try Scratch()
    let rules = try Backstay.run(["rules"], in: folder).output.split(separator: "\n").map {
      $0.split(separator: " ")[1]
    }
    #expect(rules.count > 40)
    for rule in rules.prefix(5) {
      #expect(try Backstay.run(["explain", String(rule)], in: folder).output.hasPrefix("\(rule) ("))
    }
  }
}
