import Artifacts
import Foundation
import Testing

/// What a run notes, so that the next one sees that there is nothing to do.
struct ReceiptTests {
  let scratch: Scratch
  let digest = ContentHash(of: "a policy")
  let files = ["c/helm/a": "1", "c/helm/b/x": "2", "c/systemd/y": "3"]

  init() throws {
    scratch = try Scratch()
  }

  @discardableResult
  func write(_ files: [String: String], units: [String] = ["c"]) throws -> WriteSummary {
    try ArtifactWriter().write(tree(files), to: scratch.path, units: units, digests: [("c", digest)])
  }

  func count(_ units: [String] = ["c"], _ digest: ContentHash? = nil) -> Int? {
    ArtifactWriter.settledCount(of: units, from: digest ?? self.digest, in: scratch.path)
  }

  @Test func allIsSettledAfterARun() throws {
    #expect(count() == nil)
    try write(files)
    #expect(count() == 3)
    #expect(count(["c/helm"]) == 2)
    #expect(count(["c/helm", "c/systemd"]) == 3)
    #expect(count(["c"], ContentHash(of: "another policy")) == nil)
    #expect(ArtifactWriter.settledCount(of: ["c"], from: digest, in: scratch.path + "/absent") == nil)
  }

  @Test func aRunThatChangesNothingNotesWhatItFound() throws {
    _ = try ArtifactWriter().write(tree(files), to: scratch.path, units: ["c"])
    #expect(count() == nil)
    #expect(try write(files).unchanged == 3)
    #expect(count() == 3)
  }

  @Test func whatAPersonDidToAFileIsSeen() throws {
    try write(files)
    let path = scratch.path + "/c/helm/b/x"
    let changes: [() throws -> Void] = [
      { try scratch.put("c/helm/b/x", "4") }, { try scratch.put("c/helm/b/x", "2", mode: 0o600) },
      { try FileManager.default.removeItem(atPath: path) },
      { try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "../a") },
    ]
    for change in changes {
      try change()
      #expect(count() == nil)
    }
    try FileManager.default.removeItem(atPath: path)
    try scratch.put("c/helm/b/x", "2")
    #expect(count() == 3)
    try scratch.put("c/helm/own", "mine")
    #expect(count() == 3)
  }

  @Test func aFolderBehindALinkIsNotLookedInto() throws {
    try write(files)
    try FileManager.default.moveItem(atPath: scratch.path + "/c/helm", toPath: scratch.path + "/elsewhere")
    try FileManager.default.createSymbolicLink(
      atPath: scratch.path + "/c/helm", withDestinationPath: scratch.path + "/elsewhere")
    #expect(count() == nil)
  }

  @Test(arguments: [".backstay/c.manifest", ".backstay/c.receipt"])
  func withoutManifestOrReceiptNothingIsKnown(name: String) throws {
    try write(files)
    try scratch.put(name, (scratch.text(name) ?? "") + "0644 cbf29ce484222325 c/z\n")
    #expect(count() == nil)
    try FileManager.default.removeItem(atPath: scratch.path + "/" + name)
    #expect(count() == nil)
  }

  @Test func whatAKilledRunLeftIsClearedAwayFirst() throws {
    try write(files)
    try scratch.put(".backstay-staging/new/c/half", "x")
    #expect(count() == nil)
  }

  /// An edited left-over is told of in every run.
  @Test func anEditedLeftOverIsNotForgotten() throws {
    try write(files)
    try scratch.put("c/helm/a", "edited")
    let fewer = files.filter { $0.key != "c/helm/a" }
    for _ in 0..<2 {
      #expect(try write(fewer).kept == ["c/helm/a"])
      #expect(count() == nil)
    }
  }

  @Test func receiptsAreKeptOutOfVersionControlAndGoWithTheManifest() throws {
    try write(files)
    #expect(
      try scratch.names().filter { $0.hasPrefix(".") } == [
        ".backstay", ".backstay/.gitignore", ".backstay/c.manifest", ".backstay/c.receipt",
      ])
    #expect(scratch.text(".backstay/.gitignore") == "*.receipt\n")
    try write([:])
    #expect(try scratch.names() == [])
    try write(files)
    try scratch.put(".backstay/.gitignore", "own\n")
    try write(["c/a": "1"])
    try write([:])
    #expect(try scratch.names() == [".backstay", ".backstay/.gitignore"])
    #expect(scratch.text(".backstay/.gitignore") == "own\n")
  }
}
