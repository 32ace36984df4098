import Artifacts
import Testing

struct ArtifactTreeTests {
  @Test(arguments: [
    "", "/etc/passwd", "a//b", "a/", "a/../b", "..", "./a", "a/.", "a\0b", "a\nb", "a\u{7F}",
  ])
  func refusesPath(_ path: String) {
    #expect(throws: ArtifactTreeError.invalidPath(path)) { try Artifact(path: path, contents: "") }
  }

  @Test(arguments: ["a", "a/b", "..a/...", "ä/ö", "a b", "-"])
  func acceptsPath(_ path: String) throws {
    #expect(try Artifact(path: path, contents: "").path == path)
  }

  @Test(arguments: [0o1000, 0o4755, 0, 0o044] as [UInt16])
  func refusesMode(_ mode: UInt16) {
    #expect(throws: ArtifactTreeError.invalidMode(path: "a", mode: mode)) {
      try Artifact(path: "a", contents: "", mode: mode)
    }
  }

  @Test func sortsByBytes() throws {
    let sorted = try tree(["b": "", "a/b": "", "a.b": "", "a-b": "", "a0": "", "Z": "", "é": ""])
    #expect(sorted.artifacts.map { $0.path } == ["Z", "a-b", "a.b", "a/b", "a0", "b", "é"])
  }

  @Test func refusesDuplicate() throws {
    var one = try tree(["a/b": "1"])
    #expect(throws: ArtifactTreeError.duplicate(path: "a/b")) { try one.add(Artifact(path: "a/b", contents: "2")) }
    #expect(one == (try tree(["a/b": "1"])))
  }

  @Test func composedAndDecomposedNamesAreTwoFiles() throws {
    let both = try ArtifactTree([Artifact(path: "\u{E9}", contents: ""), Artifact(path: "e\u{301}", contents: "")])
    #expect(both.artifacts.count == 2)
    #expect(try Artifact(path: "a", contents: "\u{E9}") != Artifact(path: "a", contents: "e\u{301}"))
  }

  @Test func refusesPathBelowFile() throws {
    var one = try tree(["a/b": ""])
    #expect(throws: ArtifactTreeError.belowFile(path: "a/b/c/d", file: "a/b")) {
      try one.add(Artifact(path: "a/b/c/d", contents: ""))
    }
    #expect(throws: ArtifactTreeError.belowFile(path: "a/b", file: "a")) {
      try one.add(Artifact(path: "a", contents: ""))
    }
  }

  @Test func prefixes() throws {
    let prefixed = try tree(["b": "1", "a": "2"]).prefixed(by: "certctl/helm")
    #expect(prefixed == (try tree(["certctl/helm/a": "2", "certctl/helm/b": "1"])))
    #expect(throws: ArtifactTreeError.invalidPath("../a")) { try tree(["a": ""]).prefixed(by: "..") }
  }

  @Test func isMadeInAnyOrder() throws {
    let artifacts = try ["b", "a/b", "a.b", "a/a"].map { try Artifact(path: $0, contents: "") }
    let all = try ArtifactTree(artifacts)
    #expect(all.artifacts.map { $0.path } == ["a.b", "a/a", "a/b", "b"])
    for order in [["a", "a.b", "a/b"], ["a/b", "a.b", "a"]] {
      #expect(throws: ArtifactTreeError.belowFile(path: "a/b", file: "a")) {
        try ArtifactTree(order.map { try Artifact(path: $0, contents: "") })
      }
    }
    #expect(throws: ArtifactTreeError.duplicate(path: "b")) { try ArtifactTree(artifacts + artifacts.prefix(1)) }
  }

  @Test func bytesStayWhatTheyAre() throws {
    let artifact = try Artifact(path: "a", bytes: [0x61, 0xFF, 0x0A])
    #expect(artifact.bytes == [0x61, 0xFF, 0x0A] && artifact.contents == "a\u{FFFD}\n")
    #expect(try Artifact(path: "a", contents: "ä") == Artifact(path: "a", bytes: [0xC3, 0xA4]))
  }
}
