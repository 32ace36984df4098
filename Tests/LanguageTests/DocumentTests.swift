import Diagnostics
import Language
import Testing

@Suite struct DocumentTests {
  static let policy = "apiVersion: backstay/v1\nkind: BackupPolicy\nmetadata: {name: a}\ntargets: {systemd: {}}\n"

  @Test func aFileMayHoldSeveralPolicies() {
    let reading = Reading(Self.policy + "---\n" + Self.policy.replacing("name: a", with: "name: b"))
    #expect(reading.policies.map { $0.metadata.name.text.value } == ["a", "b"])
  }

  @Test func aMarkTooManyIsNoDocument() {
    let reading = Reading("---\n" + Self.policy + "---\n")
    #expect(reading.policies.count == 1)
    #expect(reading.findings == [])
  }

  @Test(arguments: ["", "\n", "# only this\n", "---\n", "---\n---\n", "~\n"])
  func nothingIsAFinding(text: String) {
    #expect(Reading(text).findings == ["1:1 wrong-document"])
  }

  @Test func oneFaultyDocumentLeavesTheOthers() {
    let reading = Reading(Self.policy + "---\n" + Self.policy.replacing("systemd", with: "sytemd"))
    #expect(reading.policies.count == 1)
    #expect(reading.findings == ["9:11 unknown-key"])
  }

  @Test(arguments: [
    ("metadata: {name: a}\n", ["1:1 missing-key"]),
    ("metdata: {name: a}\ntargets: {systemd: {}}\n", ["3:1 unknown-key"]),
    ("metadata:\ntargets: {systemd: {}}\n", ["3:1 missing-value"]),
    ("metadata: {name: a}\ntargets: {systemd: {}}\ncolour: red\n", ["5:1 unknown-key"]),
    ("metadata: {name: a}\ntargets: {systemd: {}}\nsinks: {a: {filesystem: }}\n", ["5:13 missing-value"]),
    ("metadata: {name: a}\ntargets: {systemd: {}}\nsinks: {a: {nfs: {}}}\n", ["5:13 unknown-key"]),
    (
      "metadata: {name: a}\ntargets: {systemd: {}}\nsinks: {a: {lock: {mode: governance, for: 1d}}}\n",
      ["5:12 missing-key"]
    ),
    ("metadata: {name: a}\ntargets: {systemd: {}}\nsecrets: {a: }\n", ["5:11 missing-value"]),
  ])
  func oneFaultIsOneFinding(rest: String, findings: [String]) {
    #expect(Reading("apiVersion: backstay/v1\nkind: BackupPolicy\n" + rest).findings == findings)
  }
}
