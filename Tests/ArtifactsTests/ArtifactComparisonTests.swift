import Artifacts
import Foundation
import Testing

struct ArtifactComparisonTests {
  let scratch: Scratch

  init() throws {
    scratch = try Scratch()
  }

  private func compare(_ files: [String: String]) throws -> ArtifactComparison {
    try ArtifactComparison.compare(tree(files), with: scratch.path, units: ["c"])
  }

  @Test func sameTreeHasNoDifferences() throws {
    try scratch.put("c/a", "1\n")
    try scratch.put("outside", "not looked at")
    let same = try compare(["c/a": "1\n"])
    #expect(same.isEmpty && same.unifiedDiff().isEmpty)
  }

  @Test func namesEachKindInOrder() throws {
    try scratch.put("c/both", "old\n", mode: 0o755)
    try scratch.put("c/changed", "old\n")
    try scratch.put("c/left-over", "1\n")
    try scratch.put("c/mode", "1\n", mode: 0o600)
    let found = try compare(["c/both": "new\n", "c/changed": "new\n", "c/mode": "1\n", "c/a/missing": "1\n"])
    #expect(found.differences.map { $0.path } == ["c/a/missing", "c/both", "c/changed", "c/left-over", "c/mode"])
    #expect(found.differences.map { $0.kind } == [.missing, .contentsAndMode, .contents, .extra, .mode])
    #expect(
      found.unifiedDiff() == """
        diff --git a/c/a/missing b/c/a/missing
        new file mode 100644
        --- /dev/null
        +++ b/c/a/missing
        @@ -0,0 +1 @@
        +1
        diff --git a/c/both b/c/both
        old mode 100755
        new mode 100644
        --- a/c/both
        +++ b/c/both
        @@ -1 +1 @@
        -old
        +new
        diff --git a/c/changed b/c/changed
        --- a/c/changed
        +++ b/c/changed
        @@ -1 +1 @@
        -old
        +new
        diff --git a/c/left-over b/c/left-over
        deleted file mode 100644
        --- a/c/left-over
        +++ /dev/null
        @@ -1 +0,0 @@
        -1
        diff --git a/c/mode b/c/mode
        old mode 100600
        new mode 100644

        """)
  }

  @Test func missingFolderMissesEverything() throws {
    let found = try ArtifactComparison.compare(tree(["c/a": ""]), with: scratch.path + "/none", units: ["c"])
    #expect(found.differences.map { $0.kind } == [.missing])
    #expect(found.unifiedDiff() == "diff --git a/c/a b/c/a\nnew file mode 100644\nindex 0000000..e69de29\n")
  }

  @Test func refusesLinkInPlaceOfUnit() throws {
    try FileManager.default.createSymbolicLink(atPath: scratch.path + "/c", withDestinationPath: "/etc")
    #expect(throws: ArtifactError.symbolicLink(path: scratch.path + "/c")) { try compare(["c/a": ""]) }
  }

  @Test func onlyNamesWhatIsNoText() throws {
    try scratch.put("c/nul", "a\0b")
    try Data([0xFF, 0x0A]).write(to: URL(fileURLWithPath: scratch.path + "/c/latin1"))
    #expect(mkfifo(scratch.path + "/c/pipe", 0o600) == 0)
    #expect(
      try compare(["c/nul": "text\n"]).unifiedDiff() == """
        diff --git a/c/latin1 b/c/latin1
        deleted file mode 100644
        Binary files a/c/latin1 and /dev/null differ
        diff --git a/c/nul b/c/nul
        Binary files a/c/nul and b/c/nul differ
        Only in the output: c/pipe

        """)
  }

  @Test func marksMissingLineBreak() throws {
    try scratch.put("c/a", "1\n2")
    #expect(
      try compare(["c/a": "1\n2\n"]).unifiedDiff().split(separator: "\n").suffix(5) == [
        "@@ -1,2 +1,2 @@", " 1", "-2", "\\ No newline at end of file", "+2",
      ])
  }

  @Test func partsFarApartAreTwoHunks() throws {
    let lines = (1...30).map { "\($0)\n" }
    try scratch.put("c/a", lines.joined())
    var new = lines
    new[1] = "two\n"
    new[8] = "nine\n"  // six equal lines between: one hunk
    new.remove(at: 25)
    let hunks = try compare(["c/a": new.joined()]).unifiedDiff().split(separator: "\n").filter { $0.hasPrefix("@@") }
    #expect(hunks == ["@@ -1,12 +1,12 @@", "@@ -23,7 +23,6 @@"])
  }

  /// What `patch` and `git apply` make of the difference.
  @Test(arguments: [["patch", "-p1", "--quiet"], ["git", "apply", "-p1", "--whitespace=nowarn"]])
  func realToolsApplyIt(_ command: [String]) throws {
    try scratch.put("c/both", "old\n", mode: 0o755)
    try scratch.put("c/changed", (1...100).map { "line \($0)\n" }.joined())
    try scratch.put("c/left/over", "1\n")
    try scratch.put("c/empty left over", "")
    try scratch.put("c/mode", "1\n", mode: 0o755)
    try scratch.put("c/no break", "1\n2")
    try scratch.put("c/emptied", "1\n")
    try scratch.put("c/quo\"te", "1\n")
    try FileManager.default.createSymbolicLink(atPath: scratch.path + "/c/link", withDestinationPath: "both")
    let artifacts = try ArtifactTree([
      Artifact(path: "c/both", contents: "new\n"),
      Artifact(path: "c/changed", contents: (2...101).map { $0 % 10 == 0 ? "" : "line \($0)\n" }.joined()),
      Artifact(path: "c/mode", contents: "1\n"),
      Artifact(path: "c/no break", contents: "1\n2\n"),
      Artifact(path: "c/emptied", contents: ""),
      Artifact(path: "c/quo\"te", contents: "2"),
      Artifact(path: "c/new/ä ö", contents: "1\n2", mode: 0o755),
      Artifact(path: "c/new/empty", contents: ""),
    ])
    let diff = try ArtifactComparison.compare(artifacts, with: scratch.path, units: ["c"]).unifiedDiff()
    let applied = try run(command[0], Array(command.dropFirst()), input: Data(diff.utf8), in: scratch.path)
    #expect(applied.status == 0 && applied.output.isEmpty, "\(applied.output)")
    let rest = try ArtifactComparison.compare(artifacts, with: scratch.path, units: ["c"])
    #expect(rest.isEmpty, "\(rest.unifiedDiff())")
  }
}
