import Foundation
import Testing

@Suite struct StandardOptionTests {
  static let standard = """
    apiVersion: backstay/v1
    kind: BackupStandard
    metadata: {name: production}
    require: {alerts: true}

    """

  static func folder() throws -> Scratch {
    try Scratch([
      "p.yaml": Policies.clean, "plain.yaml": Policies.clean.replacing(Policies.waivers, with: ""),
      "s.yaml": standard, "faulty.yaml": standard.replacing("alerts", with: "alarms"),
      "both.yaml": standard + "---\n" + Policies.clean, "empty.yaml": "",
    ])
  }

  static let commands = [["lint", "p.yaml"], ["compile", "p.yaml", "--output", "out"], ["explain", "p.yaml"]]

  @Test(arguments: commands)
  func aFileOfStandardsBinds(command: [String]) throws {
    let folder = try Self.folder()
    #expect(try Backstay.run(command, in: folder).status == 0)
    let result = try Backstay.run(command + ["--standard", "s.yaml"], in: folder)
    #expect(result.status == 1)
    let said = "p.yaml:3:18: error: the policy has no `alerts`, which the standard demands"
    #expect(result.errors.hasPrefix(said))
    #expect(result.errors.contains("\ns.yaml:4:19: note: the standard `production` demands `alerts: true`\n"))
  }

  @Test(arguments: commands)
  func aFileThatCantBeReadIs2(command: [String]) throws {
    let result = try Backstay.run(command + ["--standard", "absent.yaml"], in: Self.folder())
    #expect(result == .init(status: 2, output: "", errors: "backstay: absent.yaml: No such file or directory\n"))
  }

  @Test(arguments: commands)
  func aFaultyFileJudgesNothing(command: [String]) throws {
    let result = try Backstay.run(command + ["--standard", "faulty.yaml"], in: Self.folder())
    #expect(result.status == 1 && result.output == "")
    #expect(result.errors.hasPrefix("faulty.yaml:4:11: error: unknown key `alarms` [unknown-key]\n"))
    #expect(!result.errors.contains("p.yaml"))
  }

  @Test(arguments: [
    ("p.yaml", "p.yaml:3:18: error: expected a standard, found a policy [wrong-document]\n"),
    ("both.yaml", "both.yaml:8:18: error: expected a standard, found a policy [wrong-document]\n"),
    ("empty.yaml", "empty.yaml:1:1: error: the file has no document [wrong-document]\n"),
  ])
  func onlyStandardsAreOnes(file: String, finding: String) throws {
    let result = try Backstay.run(["lint", "plain.yaml", "--standard", file], in: Self.folder())
    #expect(result.status == 1 && result.errors.hasPrefix(finding))
  }

  @Test func aStandardIsLinted() throws {
    let folder = try Self.folder()
    #expect(try Backstay.run(["lint", "s.yaml"], in: folder) == .init(status: 0, output: "", errors: ""))
    #expect(try Backstay.run(["lint", "faulty.yaml"], in: folder).status == 1)
  }

  @Test func theBuiltinStandardWarns() throws {
    let folder = try Self.folder()
    let result = try Backstay.run(["lint", "plain.yaml"], in: folder)
    #expect(result.status == 0)
    #expect(result.errors.components(separatedBy: ": warning: ").count == 5)
    #expect(try Backstay.run(["lint", "plain.yaml", "--fail-on", "warning"], in: folder).status == 1)
    try folder.write("standard: builtin\n" + (try folder.text("plain.yaml")), to: "bound.yaml")
    #expect(try Backstay.run(["lint", "bound.yaml"], in: folder).status == 1)
  }

  @Test func theNoteOfAFindingIsALineThatIsPrinted() throws {
    let folder = try Self.folder()
    let errors = try Backstay.run(["lint", "plain.yaml"], in: folder).errors
    let text = try Backstay.run(["explain", "builtin"], in: folder)
    #expect(text.status == 0 && text.errors == "")
    let lines = text.output.split(separator: "\n", omittingEmptySubsequences: false)
    let notes = errors.split(separator: "\n").filter { $0.hasPrefix("builtin:") }
    #expect(notes.count == 4)
    for note in notes {
      let line = try #require(Int(note.split(separator: ":")[1]))
      let key = try #require(note.split(separator: "`").dropFirst(3).first?.prefix { $0 != ":" })
      #expect(lines[line - 1].hasPrefix("  \(key): "), "\(note)")
    }
    #expect(try Backstay.run(["explain", "builtin", "--format", "json"], in: folder).status == 2)
  }

  @Test func aStandardIsNoPolicyToExplain() throws {
    let result = try Backstay.run(["explain", "s.yaml"], in: Self.folder())
    #expect(result == .init(status: 2, output: "", errors: "backstay: s.yaml: contains no policy to explain\n"))
  }

  @Test func theStandardInForceIsExplained() throws {
    let folder = try Self.folder()
    #expect(try Backstay.run(["explain", "p.yaml"], in: folder).output.contains("shortfalls are warnings"))
    try folder.write(Policies.clean + "alerts: {prometheus: {severity: critical}}\n", to: "alerted.yaml")
    let kept = try Backstay.run(["explain", "alerted.yaml", "--standard", "s.yaml"], in: folder)
    #expect(kept.status == 0 && kept.output.contains("given beside the policy, and met"), "\(kept.errors)")
    #expect(!kept.output.contains("shortfalls are warnings"))
  }

  @Test func aStandardHasASchema() throws {
    let result = try Backstay.run(["schema", "standard"], in: Scratch())
    #expect(result.status == 0 && result.output.contains("\"title\": \"BackupStandard\""))
  }
}
