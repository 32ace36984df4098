import Artifacts
import Foundation
import Testing

struct ArtifactWriterTests {
  let scratch: Scratch
  let writer = ArtifactWriter(patience: 200)

  init() throws {
    scratch = try Scratch()
  }

  @discardableResult
  func write(_ files: [String: String], units: [String] = ["c"], force: Bool = false) throws -> WriteSummary {
    try writer.write(tree(files), to: scratch.path, units: units, force: force)
  }

  @Test func writesContentsModesAndManifest() throws {
    let artifacts = try ArtifactTree([
      Artifact(path: "c/helm/Chart.yaml", contents: "name: ä\n"),
      Artifact(path: "c/systemd/run", contents: "#!/bin/sh\n", mode: 0o755),
      Artifact(path: "c/systemd/secret", contents: "", mode: 0o600),
    ])
    let summary = try writer.write(artifacts, to: scratch.path, units: ["c"])
    #expect(summary.written == ["c/helm/Chart.yaml", "c/systemd/run", "c/systemd/secret"])
    #expect(
      try scratch.everything() == [
        ".backstay/ 755",
        """
        .backstay/c.manifest 644 # Files that backstay \(ProgramVersion.text) generated: mode, hash, path. \
        This list shows which files were edited since.
        0644 bf95520681b383d3 c/helm/Chart.yaml
        0755 2b26cf13f555773b c/systemd/run
        0600 cbf29ce484222325 c/systemd/secret

        """,
        "c/ 755", "c/helm/ 755", "c/helm/Chart.yaml 644 name: ä\n", "c/systemd/ 755",
        "c/systemd/run 755 #!/bin/sh\n", "c/systemd/secret 600 ",
      ])
  }

  @Test func makesTheOutputFolderAndRemovesItOnFailure() throws {
    let deep = scratch.path + "/x/y"
    _ = try writer.write(tree(["c/a": "1"]), to: deep, units: ["c"])
    #expect(scratch.text("x/y/c/a") == "1")
    let long = String(repeating: "n", count: 300)
    #expect(throws: ArtifactError.self) {
      try writer.write(tree(["c/" + long: "1"]), to: scratch.path + "/z/y", units: ["c"])
    }
    #expect(!FileManager.default.fileExists(atPath: scratch.path + "/z"))
  }

  @Test func touchesNothingThatIsRight() throws {
    try write(["c/a": "1", "c/b/x": "1"])
    let everything = try scratch.names()
    let before = ([""] + everything).map(scratch.identity)
    let summary = try write(["c/a": "1", "c/b/x": "1"])
    #expect(summary.written.isEmpty && summary.unchanged == 2)
    // Folders too: had anything been made aside and removed, the time of the output folder would show it.
    #expect(([""] + everything).map(scratch.identity) == before)
  }

  @Test func leavesRightFilesAloneBesideChangedOnes() throws {
    try write(["c/a": "1", "c/b": "1"])
    let (right, changed) = (scratch.identity("c/a"), scratch.identity("c/b"))
    let summary = try write(["c/a": "1", "c/b": "2", "c/new/x": "3"])
    #expect(summary.written == ["c/b", "c/new/x"] && summary.unchanged == 1)
    #expect(scratch.identity("c/a") == right)
    #expect(scratch.identity("c/b") != changed)
    #expect(scratch.text("c/b") == "2")
  }

  @Test func correctsModeOfUneditedFile() throws {
    try write(["c/a": "1"])
    try scratch.put("c/a", "1", mode: 0o600)
    #expect(try write(["c/a": "1"]).written == ["c/a"])
    #expect(try scratch.everything().contains("c/a 644 1"))
  }

  @Test func removesLeftOverFilesAndTheirFolders() throws {
    try write(["c/a": "1", "c/old/x/y": "1", "c/keep/b": "1"])
    let summary = try write(["c/a": "1", "c/keep/b": "1"])
    #expect(summary.removed == ["c/old/x/y"] && summary.written.isEmpty)
    #expect(try scratch.names() == [".backstay", ".backstay/c.manifest", "c", "c/a", "c/keep", "c/keep/b"])
  }

  @Test func removesUnitWithoutArtifacts() throws {
    try write(["c/helm/a": "1", "d/a": "1"], units: ["c/helm", "d"])
    #expect(try write([:], units: ["c/helm", "d"]).removed == ["c/helm/a", "d/a"])
    #expect(try scratch.names() == ["c"])
  }

  @Test func keepsForeignFilesLinksAndEmptyFolders() throws {
    try write(["c/a": "1"])
    try scratch.put("c/notes/own.txt", "mine", mode: 0o640)
    try FileManager.default.createDirectory(atPath: scratch.path + "/c/empty", withIntermediateDirectories: false)
    try FileManager.default.createSymbolicLink(atPath: scratch.path + "/c/link", withDestinationPath: "/nowhere/x")
    try FileManager.default.setAttributes([.posixPermissions: 0o2750], ofItemAtPath: scratch.path + "/c/notes")
    let identity = scratch.identity("c/notes/own.txt")
    try write(["c/a": "2", "c/notes/b": "3"])
    #expect(scratch.identity("c/notes/own.txt") == identity)
    #expect(
      try scratch.everything().dropFirst(2) == [
        "c/ 755", "c/a 644 2", "c/empty/ 755", "c/link -> /nowhere/x", "c/notes/ 2750", "c/notes/b 644 3",
        "c/notes/own.txt 640 mine",
      ])
  }

  @Test func refusesEveryEditedAndForeignFile() throws {
    try write(["c/a": "1", "c/b": "1", "c/d": "1"])
    try scratch.put("c/a", "edited")
    try scratch.put("c/d", "edited")
    try scratch.put("c/new", "mine")
    let before = try scratch.everything()
    let refused = [
      RefusedFile(path: "c/a", reason: .edited), RefusedFile(path: "c/d", reason: .edited),
      RefusedFile(path: "c/new", reason: .foreign),
    ]
    let files = ["c/a": "2", "c/b": "2", "c/d": "2", "c/new": "2"]
    #expect(throws: ArtifactError.refused(refused)) { try write(files) }
    #expect(try scratch.everything() == before)
    try write(files, force: true)
    #expect(try ArtifactComparison.compare(tree(files), with: scratch.path, units: ["c"]).isEmpty)
  }

  @Test func editThatEqualsTheNewTextIsNoEdit() throws {
    try write(["c/a": "1"])
    try scratch.put("c/a", "2")
    let identity = scratch.identity("c/a")
    #expect(try write(["c/a": "2"]).unchanged == 1)
    #expect(scratch.identity("c/a") == identity)
    // And the manifest has learned it.
    #expect(try write(["c/a": "3"]).written == ["c/a"])
  }

  @Test func anotherVersionWithTheSameOutputTouchesTheManifestAlone() throws {
    let files = ["c/a": "1", "c/b": "2"]
    try write(files)
    let before = try scratch.everything()
    let identities = files.keys.sorted().map { scratch.identity($0) }
    let manifest = try #require(scratch.text(".backstay/c.manifest"))
    let older = manifest.replacingOccurrences(of: "backstay \(ProgramVersion.text) ", with: "backstay 0.0.9 ")
    try #require(older != manifest)
    try scratch.put(".backstay/c.manifest", older)
    // What another version generated isn't out of date while it is the same.
    #expect(try ArtifactComparison.compare(tree(files), with: scratch.path, units: ["c"]).isEmpty)
    let summary = try write(files)
    #expect(summary.written == [] && summary.removed == [] && summary.unchanged == 2)
    #expect(try scratch.everything() == before)
    #expect(files.keys.sorted().map { scratch.identity($0) } == identities)
  }

  @Test func keepsEditedLeftOverUntilForced() throws {
    try write(["c/a": "1", "c/old": "1"])
    try scratch.put("c/old", "edited")
    #expect(try write(["c/a": "2"]).kept == ["c/old"])
    #expect(try write(["c/a": "2"]).kept == ["c/old"])
    #expect(scratch.text("c/old") == "edited")
    #expect(try write(["c/a": "2"], force: true).removed == ["c/old"])
    #expect(scratch.text("c/old") == nil)
  }

  @Test func refusesForeignFileInPlaceOfFolderAndViceVersa() throws {
    try scratch.put("c/a", "mine")
    try scratch.put("c/b/x", "mine")
    let files = ["c/a/x": "1", "c/b": "1"]
    let refused = ["c/a", "c/b/x"].map { RefusedFile(path: $0, reason: .foreign) }
    #expect(throws: ArtifactError.refused(refused)) { try write(files) }
    try write(files, force: true)
    #expect(scratch.text("c/a/x") == "1" && scratch.text("c/b") == "1")
    // What is ours may change between file and folder.
    try write(["c/a": "2", "c/b/x": "2"])
    #expect(scratch.text("c/a") == "2" && scratch.text("c/b/x") == "2")
  }

  @Test func unitsShareOneMemory() throws {
    try write(["c/helm/a": "1", "c/systemd/a": "1"])
    try write(["c/helm/a": "2"], units: ["c/helm"])
    #expect(scratch.text("c/systemd/a") == "1")
    #expect(try write(["c/helm/a": "3", "c/systemd/a": "3"]).written == ["c/helm/a", "c/systemd/a"])
  }

  @Test func mergeConflictInManifestKeepsBothSides() throws {
    try write(["c/a": "1"])
    let ours = try #require(scratch.text(".backstay/c.manifest"))
    try write(["c/a": "2"])
    let theirs = try #require(scratch.text(".backstay/c.manifest"))
    try scratch.put(".backstay/c.manifest", "<<<<<<< HEAD\n" + ours + "=======\n" + theirs + ">>>>>>> x\n")
    try scratch.put("c/a", "1")
    #expect(try write(["c/a": "3"]).written == ["c/a"])
    #expect(scratch.text(".backstay/c.manifest")?.contains("<<<") == false)
  }

  @Test(arguments: ["", "/c", "../c", "c/../d", ".backstay", ".backstay-staging/new"])
  func refusesUnit(_ unit: String) {
    #expect(throws: ArtifactError.invalidUnit(unit)) { try write([:], units: [unit]) }
  }

  @Test func refusesNestedUnitsAndArtifactsOutside() {
    #expect(throws: ArtifactError.invalidUnit("c/helm")) { try write([:], units: ["c/helm", "c"]) }
    #expect(throws: ArtifactError.outsideUnits(path: "d/a")) { try write(["c/a": "", "d/a": ""]) }
    #expect(throws: ArtifactError.outsideUnits(path: "c")) { try write(["c": ""]) }
  }
}
