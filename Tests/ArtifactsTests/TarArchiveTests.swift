import Artifacts
import Foundation
import Testing

struct TarArchiveTests {
  @Test func systemTarReadsItBack() throws {
    let long = String(repeating: "n", count: 90)
    let artifacts = try ArtifactTree([
      Artifact(path: "c/a", contents: "1\n"),
      Artifact(path: "c/empty", contents: "", mode: 0o600),
      Artifact(path: "c/run", contents: String(repeating: "x", count: 512), mode: 0o755),
      Artifact(path: "c/\(long)/\(long)", contents: "in two parts\n"),
      Artifact(path: "c/\(long)/\(long)x/\(long)", contents: "too long for two parts\n", mode: 0o640),
      Artifact(path: "c/" + String(repeating: "m", count: 150), contents: "one long name\n"),
      Artifact(path: "c/ä ö", contents: "ü\n"),
    ])
    let scratch = try Scratch()
    let untarred = try run(
      "tar", ["--extract", "--preserve-permissions", "--file", "-"], input: Data(artifacts.tarArchive()),
      in: scratch.path)
    #expect(untarred.status == 0 && untarred.output.isEmpty, "\(untarred.output)")
    let comparison = try ArtifactComparison.compare(artifacts, with: scratch.path, units: ["c"])
    #expect(comparison.isEmpty, "\(comparison.unifiedDiff())")
  }

  @Test func carriesNoOwnerAndNoTime() throws {
    let archive = try tree(["a": "1", "b/c": "2"]).tarArchive()
    let listed = try run(
      "env", ["TZ=UTC", "tar", "--list", "--verbose", "--numeric-owner", "--file", "-"], input: Data(archive))
    #expect(
      listed.output == """
        -rw-r--r-- 0/0               1 1970-01-01 00:00 a
        -rw-r--r-- 0/0               1 1970-01-01 00:00 b/c

        """)
  }

  @Test func bytesOfOneMember() throws {
    let archive = try tree(["a": "1"]).tarArchive()
    #expect(archive.count == 4 * 512)
    let text = String(decoding: archive[..<265], as: UTF8.self).replacing("\0", with: ".")
    #expect(
      text == "a" + String(repeating: ".", count: 99) + "0000644.0000000.0000000.00000000001.00000000000.006077. 0"
        + String(repeating: ".", count: 100) + "ustar.00")
    #expect(archive[512] == UInt8(ascii: "1") && archive[513...].allSatisfy { $0 == 0 })
  }

  @Test func emptyTreeIsTwoEmptyBlocks() {
    #expect(ArtifactTree().tarArchive() == [UInt8](repeating: 0, count: 1024))
  }
}
