import Artifacts
import Foundation
import Testing

/// Links, full disks, other runs, and file systems that can do less.
struct HostileDiskTests {
  let scratch: Scratch
  let writer = ArtifactWriter(patience: 200)

  init() throws {
    scratch = try Scratch()
  }

  private func link(_ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(atPath: scratch.path + "/" + name, withDestinationPath: target)
  }

  @Test(arguments: ["out/c", "out/c/helm", "out/.backstay"])
  func followsNoLinkOut(_ place: String) throws {
    try scratch.put("victim/helm/a", "precious")
    try scratch.put("victim/c.manifest", "precious")
    try scratch.put("out/c/x", "mine")
    if place == "out/c" { try FileManager.default.removeItem(atPath: scratch.path + "/out/c") }
    try link(place, to: scratch.path + "/victim")
    let before = try scratch.everything()
    for force in [false, true] {
      #expect(throws: ArtifactError.symbolicLink(path: scratch.path + "/" + place)) {
        try writer.write(tree(["c/helm/a": "1"]), to: scratch.path + "/out", units: ["c/helm"], force: force)
      }
    }
    #expect(try scratch.everything() == before)
  }

  @Test func linkInsideUnitIsForeignAndNeverFollowed() throws {
    try scratch.put("victim/a", "precious")
    try scratch.put("out/c/x", "mine")
    try link("out/c/dir", to: scratch.path + "/victim")
    try link("out/c/file", to: scratch.path + "/victim/a")
    let files = ["c/dir/a": "1", "c/file": "1"]
    let refused = ["c/dir", "c/file"].map { RefusedFile(path: $0, reason: .foreign) }
    #expect(throws: ArtifactError.refused(refused)) {
      try writer.write(tree(files), to: scratch.path + "/out", units: ["c"])
    }
    _ = try writer.write(tree(files), to: scratch.path + "/out", units: ["c"], force: true)
    #expect(scratch.text("victim/a") == "precious")
    #expect(scratch.text("out/c/dir/a") == "1" && scratch.text("out/c/file") == "1")
  }

  @Test func stagingNameThatIsALinkIsRemovedNotFollowed() throws {
    try scratch.put("victim/a", "precious")
    try scratch.put("out/x", "mine")
    try link("out/.backstay-staging", to: scratch.path + "/victim")
    _ = try writer.write(tree(["c/a": "1"]), to: scratch.path + "/out", units: ["c"])
    #expect(scratch.text("victim/a") == "precious" && scratch.text("out/c/a") == "1")
  }

  @Test func refusesFilesInPlaceOfFolders() throws {
    try scratch.put("out", "a file")
    try scratch.put("d/c", "a file")
    #expect(throws: ArtifactError.notADirectory(path: scratch.path + "/out")) {
      try writer.write(tree(["c/a": "1"]), to: scratch.path + "/out", units: ["c"])
    }
    #expect(throws: ArtifactError.notADirectory(path: scratch.path + "/d/c")) {
      try writer.write(tree(["c/a": "1"]), to: scratch.path + "/d", units: ["c"], force: true)
    }
    #expect(try scratch.names() == ["d", "d/c", "out"])
  }

  @Test func namesAndTextOfSystemErrors() throws {
    let long = String(repeating: "n", count: 300)
    #expect {
      try writer.write(tree(["c/a": "1", "c/" + long: "1"]), to: scratch.path, units: ["c"])
    } throws: { error in
      let error = error as? ArtifactError
      guard case .system(let path, ENAMETOOLONG)? = error else { return false }
      return path.hasSuffix("/" + long) && error?.message == path + ": File name too long"
    }
    #expect(try scratch.names().isEmpty)
  }

  @Test func folderWhereNothingMayBeMade() throws {
    let disk = scratch.path + "/disk"
    try FileManager.default.createDirectory(atPath: disk, withIntermediateDirectories: false)
    var expected = EROFS
    if try run("mount", ["-t", "tmpfs", "-o", "ro", "none", disk]).status != 0 {
      chmod(disk, 0o500)
      expected = EACCES
    }
    defer { _ = try? run("umount", [disk]) }
    #expect(throws: ArtifactError.system(path: disk + "/.backstay-staging", code: expected)) {
      try writer.write(tree(["c/a": "1"]), to: disk, units: ["c"])
    }
  }

  @Test func waitsForAnotherRunAndGivesUp() throws {
    let other = open(scratch.path, O_RDONLY)
    #expect(flock(other, LOCK_EX) == 0)
    #expect(throws: ArtifactError.busy(path: scratch.path)) {
      try writer.write(tree(["c/a": "1"]), to: scratch.path, units: ["c"])
    }
    Thread.detachNewThread {
      usleep(100_000)
      close(other)
    }
    let patient = ArtifactWriter(patience: 10_000)
    #expect(try patient.write(tree(["c/a": "1"]), to: scratch.path, units: ["c"]).written == ["c/a"])
  }

  @Test func clearsWhatAKilledRunLeft() throws {
    let files = try tree(["c/a": "1"])
    _ = try writer.write(files, to: scratch.path, units: ["c"])
    try scratch.put(".backstay-staging/new/c/deep/a", "half", mode: 0o400)
    chmod(scratch.path + "/.backstay-staging/new/c/deep", 0o500)
    _ = try writer.write(files, to: scratch.path, units: ["c"])
    #expect(try scratch.names() == [".backstay", ".backstay/c.manifest", "c", "c/a"])
  }

  @Test func worksWithoutExchange() throws {
    let plain = ArtifactWriter(swap: .twoRenames)
    _ = try plain.write(tree(["c/a": "1", "c/b": "1"]), to: scratch.path, units: ["c"])
    try scratch.put("c/own", "mine")
    _ = try plain.write(tree(["c/a": "2"]), to: scratch.path, units: ["c"])
    #expect(try scratch.names() == [".backstay", ".backstay/c.manifest", "c", "c/a", "c/own"])
    #expect(scratch.text("c/a") == "2" && scratch.text("c/own") == "mine")
  }

  @Test func putsBackAUnitTakenAwayBetweenTwoRenames() throws {
    _ = try writer.write(tree(["c/helm/a": "1"]), to: scratch.path, units: ["c/helm"])
    try scratch.put("c/helm/own", "mine")
    try FileManager.default.createDirectory(
      atPath: scratch.path + "/.backstay-staging/old", withIntermediateDirectories: true)
    try FileManager.default.moveItem(
      atPath: scratch.path + "/c/helm", toPath: scratch.path + "/.backstay-staging/old/c%2Fhelm")
    _ = try writer.write(tree(["c/helm/a": "2"]), to: scratch.path, units: ["c/helm"])
    #expect(scratch.text("c/helm/a") == "2" && scratch.text("c/helm/own") == "mine")
    #expect(!(try scratch.names().contains(".backstay-staging")))
  }

  @Test func undoesEarlierUnitsWhenALaterOneCannotMove() throws {
    let units = ["c", "d", "e/x"]
    let files = ["c/a": "1", "d/a": "1", "e/x/a": "1"]
    _ = try writer.write(tree(["d/a": "1", "e/x/a": "1"]), to: scratch.path, units: ["d", "e/x"])
    try scratch.put("e/x/mount/own", "mine")
    let before = try scratch.everything()
    // A folder that something is mounted on can be neither renamed nor exchanged, even by root.
    guard try run("mount", ["-t", "tmpfs", "none", scratch.path + "/e/x"]).status == 0 else {
      // Without the right to mount, a folder without write permission stops the move just as well.
      chmod(scratch.path + "/e", 0o500)
      #expect(throws: ArtifactError.self) {
        try writer.write(tree(files.mapValues { _ in "2" }), to: scratch.path, units: units)
      }
      chmod(scratch.path + "/e", 0o755)
      #expect(try scratch.everything() == before)
      return
    }
    defer { _ = try? run("umount", [scratch.path + "/e/x"]) }
    #expect(throws: ArtifactError.system(path: scratch.path + "/e/x", code: EBUSY)) {
      try writer.write(tree(files.mapValues { _ in "2" }), to: scratch.path, units: units)
    }
    _ = try run("umount", [scratch.path + "/e/x"])
    #expect(try scratch.everything() == before)
  }
}
