import Artifacts
import Foundation
import Testing

/// Rewriting what a person wrote. `Tests/Consumers/goldens/test_fixes.py` has it done by somebody who may not.
struct FileRewriteTests {
  let scratch: Scratch

  init() throws {
    scratch = try Scratch()
    try scratch.put("p.yaml", "old", mode: 0o640)
  }

  private func rewrite(_ name: String, from old: String = "old") throws {
    try FileRewrite.rewrite(scratch.path + "/" + name, from: Array(old.utf8), to: Array("new".utf8))
  }

  @Test func theModeStaysAndNothingIsLeftBeside() throws {
    try rewrite("p.yaml")
    #expect(try scratch.everything() == ["p.yaml 640 new"])
  }

  @Test(arguments: ["p.yaml", "a/b"])
  func aLinkStaysAndItsTargetIsRewritten(target: String) throws {
    try scratch.put("a/b", "old", mode: 0o600)
    try FileManager.default.createSymbolicLink(
      atPath: scratch.path + "/link", withDestinationPath: scratch.path + "/" + target)
    try FileManager.default.createSymbolicLink(atPath: scratch.path + "/a/second", withDestinationPath: "../link")
    try rewrite("a/second")
    #expect(scratch.text(target) == "new")
    let links = try scratch.everything().filter { $0.contains(" -> ") }
    #expect(links == ["a/second -> ../link", "link -> \(scratch.path)/\(target)"])
  }

  @Test func theLongestNameIsRewritten() throws {
    let name = String(repeating: "n", count: 255)
    try scratch.put(name, "old")
    try rewrite(name)
    #expect(scratch.text(name) == "new")
  }

  @Test func whatChangedMeanwhileStays() throws {
    try scratch.put("p.yaml", "mine", mode: 0o640)
    #expect(throws: ArtifactError.changedMeanwhile(path: scratch.path + "/p.yaml")) { try rewrite("p.yaml") }
    #expect(try scratch.everything() == ["p.yaml 640 mine"])
  }

  @Test func whatIsNoFileIsRefused() throws {
    try scratch.put("d/x", "old")
    #expect(throws: ArtifactError.unsupportedFile(path: scratch.path + "/d")) { try rewrite("d") }
    #expect(throws: ArtifactError.system(path: scratch.path + "/absent", code: ENOENT)) { try rewrite("absent") }
  }

  @Test func aStrangersFileUnderOurTemporaryNameStays() throws {
    let name = ".backstay-fix-\(getpid())"
    try scratch.put(name, "precious")
    #expect(throws: ArtifactError.system(path: scratch.path + "/p.yaml", code: EEXIST)) { try rewrite("p.yaml") }
    #expect(scratch.text(name) == "precious" && scratch.text("p.yaml") == "old")
  }
}
