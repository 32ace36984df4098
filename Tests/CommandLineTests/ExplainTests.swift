import Foundation
import Testing

/// `backstay explain` of a policy.
@Suite struct ExplainTests {
  static func folder() throws -> Scratch {
    try Scratch([
      "clean.yaml": Policies.clean, "broken.yaml": Policies.broken, "warned.yaml": Policies.warned,
      "two.yaml": Policies.clean + "---\n" + Policies.clean.replacing("name: wiki", with: "name: blog"),
    ])
  }

  static func explain(_ arguments: [String], input: String = "") throws -> Backstay.Result {
    try Backstay.run(["explain"] + arguments, in: folder(), input: Data(input.utf8))
  }

  @Test func aPolicyIsExplainedOnStandardOutput() throws {
    let result = try Self.explain(["clean.yaml", "--from", "2026-06-01", "--days", "1"])
    #expect(result.status == 0)
    #expect(result.output.hasPrefix("wiki protects keys.\n"))
    #expect(result.output.contains("\n  next runs         Mon 2026-06-01 02:00\n  longest gap"))
  }

  @Test func itIsTheSameEachTime() throws {
    let arguments = ["clean.yaml", "--as-of", "2026-06-01"]
    #expect(try Self.explain(arguments) == Self.explain(arguments))
  }

  @Test func runsAreListedFromTheDayOfJudgementUnlessAnotherIsGiven() throws {
    let result = try Self.explain(["clean.yaml", "--as-of", "2027-01-05", "--days", "1"])
    #expect(result.output.contains("  next runs         Tue 2027-01-05 02:00\n"))
    let other = try Self.explain(["clean.yaml", "--as-of", "2027-01-05", "--from", "2027-01-07", "--days", "1"])
    #expect(other.output.contains("  next runs         Thu 2027-01-07 02:00\n"))
  }

  @Test func standardInputIsAPolicy() throws {
    let result = try Self.explain(["-", "--from", "2026-06-01"], input: Policies.clean)
    #expect(result.status == 0 && result.output.hasPrefix("wiki protects keys.\n"))
    let broken = try Self.explain(["-", "--stdin-filename", "a/p.yaml"], input: Policies.broken)
    #expect(broken.status == 1 && broken.errors.hasPrefix("a/p.yaml:3:1: error:"))
  }

  @Test func errorsLeaveNothingToExplain() throws {
    let result = try Self.explain(["broken.yaml"])
    #expect(result.status == 1 && result.output == "")
    #expect(result.errors.hasPrefix("broken.yaml:3:1: error:"))
  }

  @Test(arguments: [("error", Int32(0)), ("warning", 1)])
  func warningsGoToStandardErrorAndMayFail(threshold: String, status: Int32) throws {
    let result = try Self.explain(["warned.yaml", "--fail-on", threshold])
    #expect(result.status == status)
    #expect(result.errors.contains("[both-days-restricted]") && result.output.hasPrefix("wiki protects"))
  }

  @Test func eachPolicyOfAFileIsExplained() throws {
    let result = try Self.explain(["two.yaml"])
    #expect(result.output.hasPrefix("wiki protects keys.\n") && result.output.contains("\n\nblog protects keys.\n"))
  }

  @Test func jsonHasNumbers() throws {
    let result = try Self.explain(["warned.yaml", "--format", "json", "--from", "2026-06-01", "--days", "12"])
    let root = try #require(try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    let policy = try #require((root["policies"] as? [[String: Any]])?.first)
    let backup = try #require((policy["backups"] as? [[String: Any]])?.first)
    let runs = try #require(backup["runs"] as? [[String: Any]])
    #expect(policy["policy"] as? String == "wiki" && policy["from"] as? String == "2026-06-01T00:00:00Z")
    #expect(runs.map { $0["at"] as? String } == ["2026-06-05T02:00:00Z", "2026-06-12T02:00:00Z"])
    #expect(backup["startWithin"] as? Int == 1800)
    // The findings beside it are JSON too.
    #expect(result.errors.hasPrefix("{\"path\":"))
  }

  @Test func whatIsNeitherFileNorRuleIsWrongUsage() throws {
    let result = try Self.explain(["absent.yaml"])
    #expect(result.status == 2 && result.output == "")
    #expect(result.errors.contains("There is neither a file nor a rule 'absent.yaml'"))
  }

  @Test func aPathThatCannotBeReadIsToldWhy() throws {
    #expect(
      try Self.explain(["./absent.yaml"])
        == .init(status: 2, output: "", errors: "backstay: ./absent.yaml: No such file or directory\n"))
    let long = String(repeating: "a", count: 300)
    #expect(
      try Self.explain([long]) == .init(status: 2, output: "", errors: "backstay: \(long): File name too long\n"))
  }

  @Test(arguments: [
    ["clean.yaml", "--days", "0"], ["clean.yaml", "--days", "367"], ["clean.yaml", "--from", "2026-02-30"],
    ["clean.yaml", "--format", "html"], ["undeclared-name", "--format", "json"], ["clean.yaml", "broken.yaml"],
  ])
  func wrongUsageIs2(arguments: [String]) throws {
    let result = try Self.explain(arguments)
    #expect(result.status == 2 && result.output == "" && !result.errors.isEmpty)
  }
}
