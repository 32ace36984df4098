import Foundation
import Testing

/// A compile after one that came to the same: it looks whether the files are still there, and does no more.
@Suite struct SettledTests {
  static let arguments = ["compile", "p.yaml", "--output", "out"]
  static let receipt = "out/.backstay/wiki.receipt"

  @Test func itSaysWhatTheFirstSaid() throws {
    let folder = try Scratch(["p.yaml": Policies.warned])
    let first = try Backstay.run(Self.arguments, in: folder)
    let before = folder.files(below: "out")
    let second = try Backstay.run(Self.arguments, in: folder)
    #expect(first.status == 0 && first.errors.contains("[both-days-restricted]"))
    let count = before.keys.filter { $0.hasPrefix("wiki/") }.count
    #expect(
      second.errors
        == first.errors.replacing(" \(count) files written to out", with: " 0 files written to out, \(count) unchanged")
    )
    #expect(folder.files(below: "out") == before)
  }

  @Test func anEditIsNoticed() throws {
    let folder = try CompileTests.compiled()
    let path = try CompileTests.file(".timer", in: folder)
    let text = try folder.text(path)
    try folder.write(text + "# mine\n", to: path)
    let result = try Backstay.run(Self.arguments, in: folder)
    #expect(result.status == 2 && result.errors.contains("was edited after it was generated"))
    #expect(try folder.text(path) == text + "# mine\n")
    #expect(try Backstay.run(Self.arguments + ["--force"], in: folder).status == 0)
    #expect(try folder.text(path) == text)
  }

  @Test func aMissingFileIsWrittenAgain() throws {
    let folder = try CompileTests.compiled()
    let path = try CompileTests.file(".timer", in: folder)
    let text = try folder.text(path)
    try FileManager.default.removeItem(at: folder.url.appending(path: path))
    #expect(try Backstay.run(Self.arguments, in: folder).errors.hasPrefix("backstay: 1 files written to out"))
    #expect(try folder.text(path) == text)
  }

  @Test func aChangedBaseIsNoticed() throws {
    let extending = "apiVersion: backstay/v1\nkind: BackupPolicy\nextends: base.yaml\nmetadata: {name: wiki}\n"
    let folder = try Scratch(["p.yaml": extending, "base.yaml": Policies.clean])
    #expect(try Backstay.run(Self.arguments, in: folder).status == 0)
    #expect(try Backstay.run(Self.arguments, in: folder).errors.hasPrefix("backstay: 0 files written"))
    try folder.write(Policies.later, to: "base.yaml")
    #expect(try Backstay.run(Self.arguments, in: folder).status == 0)
    #expect(try folder.text(CompileTests.file(".timer", in: folder)).contains("05:00"))
  }

  /// What owns the policy's whole folder also removes what is left over of targets that aren't there any more.
  @Test func oneTargetIsNotAll() throws {
    let folder = try CompileTests.compiled()
    try folder.write(Policies.advised, to: "p.yaml")
    #expect(
      try Backstay.run(Self.arguments + ["--target", "kubernetes", "--target", "runbook"], in: folder).status == 0)
    #expect(!folder.files(below: "out/wiki/systemd").isEmpty)
    #expect(try Backstay.run(Self.arguments, in: folder).status == 0)
    #expect(folder.files(below: "out/wiki/systemd").isEmpty)
  }

  @Test func whatIsSettledHasItsFolderToo() throws {
    let folder = try CompileTests.compiled()
    try folder.write(Policies.later, to: "q.yaml")
    let result = try Backstay.run(["compile", "p.yaml", "q.yaml", "--output", "out"], in: folder)
    #expect(result.status == 2 && result.errors.contains("q.yaml: a policy is called `wiki` in p.yaml too"))
  }

  @Test func aReceiptIsOfNoImportance() throws {
    let folder = try CompileTests.compiled()
    for text in ["", "0123456789abcdef 0123456789abcdef\n", "\u{0}", String(repeating: "f", count: 4096)] {
      try folder.write(text, to: Self.receipt)
      let result = try Backstay.run(Self.arguments, in: folder)
      #expect(result.status == 0 && result.errors.hasPrefix("backstay: 0 files written"))
    }
  }
}
