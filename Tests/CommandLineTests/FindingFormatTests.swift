import Foundation
import Testing

/// The formats that other programs read. `Tests/Consumers/goldens/test_formats.py` has them judged for every fixture.
@Suite struct FindingFormatTests {
  /// The only run of a log in SARIF.
  static func sarif(_ text: String) throws -> [String: Any] {
    let log = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(log["version"] as? String == "2.1.0")
    return try #require((log["runs"] as? [[String: Any]])?.first)
  }

  @Test func githubIsACommandALine() throws {
    let folder = try Scratch(["a,b.yaml": Policies.broken, "warned.yaml": Policies.warned])
    let result = try Backstay.run(["lint", "--format", "github", "./a,b.yaml", "warned.yaml"], in: folder)
    #expect(result.status == 1 && result.output == "")
    let lines = result.errors.split(separator: "\n").map(String.init)
    let first = """
      ::error file=a%2Cb.yaml,line=3,endLine=3,col=1,endColumn=8,title=unknown-key::\
      unknown key `metdata`%0Ahelp: did you mean `metadata`?
      """
    #expect(lines.first == first)
    #expect(lines.last?.hasPrefix("::warning file=warned.yaml,line=6,") == true)
  }

  @Test func githubShowsNotesInTheMessageAndAdviceAsNotice() throws {
    let twice = Policies.clean.replacing("targets:", with: "kind: BackupPolicy\ntargets:")
    let folder = try Scratch(["twice.yaml": twice, "advised.yaml": Policies.advised])
    let result = try Backstay.run(["lint", "--format", "github", "twice.yaml", "advised.yaml"], in: folder)
    #expect(
      result.errors.contains("the key `kind` is given twice%0Atwice.yaml:2:1: note: it was given here first\n"))
    #expect(result.errors.contains("::notice file=advised.yaml,"))
  }

  @Test func sarifIsOneDocumentForAllFiles() throws {
    let folder = try Scratch(["a b.yaml": Policies.broken, "c.yaml": Policies.broken, "clean.yaml": Policies.clean])
    let result = try Backstay.run(["lint", "--format", "sarif", "a b.yaml", "c.yaml", "clean.yaml"], in: folder)
    #expect(result.status == 1 && result.output == "")
    let run = try Self.sarif(result.errors)
    let results = try #require(run["results"] as? [[String: Any]])
    #expect(results.map { $0["ruleId"] as? String } == ["unknown-key", "unknown-key"])
    #expect(results.map { $0["ruleIndex"] as? Int } == [0, 0])
    let artifacts = try #require(run["artifacts"] as? [[String: [String: Any]]])
    #expect(artifacts.map { $0["location"]?["uri"] as? String } == ["a%20b.yaml", "c.yaml", "clean.yaml"])
  }

  @Test func sarifWithoutFindingsIsALogToo() throws {
    let folder = try Scratch(["clean.yaml": Policies.clean])
    for arguments in [["lint", "clean.yaml"], ["compile", "clean.yaml", "--output", "out"]] {
      let result = try Backstay.run(arguments + ["--format", "sarif"], in: folder)
      #expect(result.status == 0)
      let run = try Self.sarif(result.errors)
      #expect((run["results"] as? [Any])?.isEmpty == true)
      let invocation = try #require((run["invocations"] as? [[String: Any]])?.first)
      #expect(invocation["executionSuccessful"] as? Bool == true)
    }
  }

  @Test func aPathThatCannotBeReadIsInTheDocument() throws {
    let folder = try Scratch()
    let json = try Backstay.run(["lint", "--format", "json", "x.yaml"], in: folder)
    let line = #"{"severity":"error","message":"x.yaml: No such file or directory"}"#
    #expect(json == .init(status: 2, output: "", errors: "\(line)\n"))
    let github = try Backstay.run(["lint", "--format", "github", "x:y.yaml"], in: folder)
    #expect(github == .init(status: 2, output: "", errors: "::error::backstay: x:y.yaml: No such file or directory\n"))
    let sarif = try Backstay.run(["lint", "--format", "sarif", "x:y.yaml"], in: folder)
    #expect(sarif.status == 2)
    let invocation = try #require((try Self.sarif(sarif.errors)["invocations"] as? [[String: Any]])?.first)
    #expect(invocation["executionSuccessful"] as? Bool == false)
    #expect((invocation["toolExecutionNotifications"] as? [Any])?.count == 1)
  }

  @Test func noPathCommandsTheTerminal() throws {
    let folder = try Scratch(["\u{1B}[2J/p.yaml": Policies.broken])
    for arguments in [
      ["lint", "\u{1B}[31m\n.yaml"], ["lint", "."], ["compile", ".", "--output", "\u{1B}[2J/p.yaml"],
    ] {
      let result = try Backstay.run(arguments, in: folder)
      #expect(!result.errors.unicodeScalars.contains("\u{1B}") && result.errors.contains("\u{FFFD}["))
    }
  }

  /// `compile` tells people how many files it wrote.
  @Test func whatProgramsReadHasNoWordsBeside() throws {
    let folder = try Scratch(["p.yaml": Policies.clean])
    let result = try Backstay.run(["compile", "p.yaml", "--output", "out", "--format", "json"], in: folder)
    #expect(result == .init(status: 0, output: "", errors: ""))
  }

  @Test func aFingerprintFollowsItsLine() throws {
    let moved = Policies.broken.replacing("apiVersion", with: "# a comment\napiVersion")
    let folder = try Scratch([
      "a.yaml": Policies.broken, "moved.yaml": moved, "other.yaml": moved.replacing("name: wiki", with: "name: other"),
    ])
    var prints: [String] = []
    for name in ["a", "moved", "other"] {
      let result = try Backstay.run(["lint", "--format", "sarif", "\(name).yaml"], in: folder)
      let results = try #require(try Self.sarif(result.errors)["results"] as? [[String: Any]])
      prints += results.compactMap { ($0["partialFingerprints"] as? [String: String])?["ruleAndLine/v1"] }
    }
    #expect(prints.count == 3 && prints[0] == prints[1] && prints[1] != prints[2])
  }

  @Test func equalLinesHaveFingerprintsOfTheirOwn() throws {
    let twice = Policies.broken + "---\n" + Policies.broken
    let result = try Backstay.run(["lint", "--format", "sarif", "p.yaml"], in: Scratch(["p.yaml": twice]))
    let results = try #require(try Self.sarif(result.errors)["results"] as? [[String: Any]])
    let prints = results.compactMap { ($0["partialFingerprints"] as? [String: String])?["ruleAndLine/v1"] }
    #expect(prints.count == 2 && prints[0] != prints[1])
  }

  @Test func bracesInSarifAreNoPlacesForArguments() throws {
    let macro = Policies.clean.replacing("0 2 * * *", with: "@every 6h")
    let result = try Backstay.run(["lint", "--format", "sarif", "p.yaml"], in: Scratch(["p.yaml": macro]))
    #expect(result.errors.contains("write `{{every: 6h}}`"))
  }
}
