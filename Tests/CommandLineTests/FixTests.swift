import Foundation
import Testing

@Suite struct FixTests {
  static let broken = Policies.broken.replacing("sinks: [disk]", with: "sinks: disk")
  /// What a person would make of it.
  static let corrected = Policies.clean

  @Test func whatHasOneWayOutIsFixedAndTold() throws {
    let folder = try Scratch(["p.yaml": Self.broken])
    let result = try Backstay.run(["lint", "--fix", "p.yaml"], in: folder)
    #expect(result.status == 0 && result.output == "")
    #expect(
      result.errors == """
        p.yaml:3:1: fixed: unknown key `metdata`: write `metadata` [unknown-key]
        p.yaml:6:69: fixed: expected a list, found `disk`: write `[disk]` [wrong-type]

        """)
    #expect(try folder.text("p.yaml") == Self.corrected)
    #expect(try Backstay.run(["lint", "--fix", "p.yaml"], in: folder) == .init(status: 0, output: "", errors: ""))
  }

  @Test func whatIsFixedIsCompiledToWhatTheCorrectedPolicyIs() throws {
    let folder = try Scratch(["p.yaml": Self.broken])
    #expect(try Backstay.run(["lint", "--fix", "p.yaml"], in: folder).status == 0)
    #expect(try Backstay.run(["compile", "p.yaml", "--output", "fixed"], in: folder).status == 0)
    try folder.write(Self.corrected, to: "p.yaml")
    #expect(try Backstay.run(["compile", "p.yaml", "--output", "corrected"], in: folder).status == 0)
    let fixed = folder.files(below: "fixed")
    #expect(!fixed.isEmpty && fixed == folder.files(below: "corrected"))
  }

  @Test func whatIsLeftIsPrintedAndDecides() throws {
    let folder = try Scratch(["p.yaml": Self.broken.replacing("30d", with: "30")])
    let result = try Backstay.run(["lint", "--fix", "--quiet", "p.yaml"], in: folder)
    #expect(result.status == 1 && result.errors.hasPrefix("p.yaml:6:88: error: `30` has no unit of time"))
    #expect(try folder.text("p.yaml") == Self.corrected.replacing("30d", with: "30"))
  }

  @Test(arguments: ["\n", "\r\n"], ["", "\u{FEFF}"])
  func everyOtherByteStays(lineBreak: String, mark: String) throws {
    let comment = "# 😀 テスト: a comment\n#\ttab  \n\n"
    func text(_ policy: String) -> String {
      mark + (comment + policy.trimmingCharacters(in: .newlines) + " # the end").replacing("\n", with: lineBreak)
    }
    let folder = try Scratch(["p.yaml": text(Self.broken)])
    let result = try Backstay.run(["lint", "--fix", "p.yaml"], in: folder)
    #expect(result.status == 0 && result.errors.hasPrefix("p.yaml:6:1: fixed: "))
    #expect(try folder.data("p.yaml") == Data(text(Self.corrected).utf8))
  }

  @Test func wideCharactersBeforeAFixCountAsBytes() throws {
    let policy = Self.corrected.replacing("{name: wiki}", with: "{name: wiki, labels: {x: 😀テスト}, onwer: é}")
    let folder = try Scratch(["p.yaml": policy])
    #expect(try Backstay.run(["lint", "--fix", "p.yaml"], in: folder).status == 0)
    #expect(try folder.text("p.yaml") == policy.replacing("onwer", with: "owner"))
  }

  @Test func aFixMayLetAnotherBeSeen() throws {
    let policy = Self.corrected.replacing("{paths: [/etc/wiki/tls]}", with: "{pahts: /etc/wiki/tls}")
    let folder = try Scratch(["p.yaml": policy])
    #expect(try Backstay.run(["lint", "--fix", "p.yaml"], in: folder).status == 0)
    #expect(try folder.text("p.yaml") == Self.corrected)
  }

  @Test func whatAnAliasRepeatsIsLeft() throws {
    let policy = Self.corrected.replacing("{name: wiki}", with: "{name: wiki, owner: &a 16, labels: {b: *a}}")
    let folder = try Scratch(["p.yaml": policy])
    let result = try Backstay.run(["lint", "--fix", "p.yaml"], in: folder)
    #expect(result.status == 1 && !result.errors.contains("fixed:"))
    #expect(try folder.text("p.yaml") == policy)
  }

  @Test func standardInputIsFixedOnStandardOutput() throws {
    let folder = try Scratch()
    let fixed = try Backstay.run(["lint", "--fix", "-"], in: folder, input: Data(Self.broken.utf8))
    #expect(fixed.status == 0 && fixed.output == Self.corrected && fixed.errors.hasPrefix("<stdin>:3:1: fixed: "))
    let clean = try Backstay.run(["lint", "--fix", "-"], in: folder, input: Data(Self.corrected.utf8))
    #expect(clean == .init(status: 0, output: Self.corrected, errors: ""))
  }

  @Test func standardInputThatIsTooLongIsNotCutOff() throws {
    let input = Data(Self.broken.utf8) + Data(repeating: 0x0A, count: 4 << 20)
    let result = try Backstay.run(["lint", "--fix", "-"], in: Scratch(), input: input)
    #expect(result.status == 2 && result.output == "")
    #expect(result.errors.hasPrefix("backstay: <stdin>: too long to print in full\n"))
  }

  @Test func aBaseIsFixedOnlyWhereItIsNamed() throws {
    let base = Self.broken
    let overlay = "apiVersion: backstay/v1\nkind: BackupPolicy\nextends: base.yaml\n"
    let folder = try Scratch(["base.yaml": base, "p.yaml": overlay])
    let alone = try Backstay.run(["lint", "--fix", "p.yaml"], in: folder)
    #expect(alone.status == 1 && alone.errors.contains("base.yaml:3:1: error: "))
    #expect(try folder.text("base.yaml") == base)
    // Named after what extends it, it is fixed all the same before that is linted.
    #expect(try Backstay.run(["lint", "--fix", "p.yaml", "base.yaml"], in: folder).status == 0)
    #expect(try folder.text("base.yaml") == Self.corrected && folder.text("p.yaml") == overlay)
  }

  @Test func theSameFileTwiceIsFixedOnce() throws {
    let folder = try Scratch(["p.yaml": Self.broken])
    let result = try Backstay.run(["lint", "--fix", "p.yaml", "./p.yaml", "."], in: folder)
    #expect(result.status == 0 && result.errors.components(separatedBy: "fixed:").count == 3)
  }

  @Test func aFullDiskIs2AndTheFileStays() throws {
    let folder = try Scratch(["p.yaml": Self.broken])
    // A limit on the size of files acts as a full disk does, for root too. What it says can't go to a file then.
    let result = try Backstay.shell(
      "(ulimit -f 0; \"$0\" lint --fix p.yaml) 2>&1 | cat; exit ${PIPESTATUS[0]}", in: folder)
    #expect(result.status == 2)
    #expect(result.output.hasPrefix("backstay: p.yaml: File too large\np.yaml:3:1: error: "))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["p.yaml"])
    #expect(try folder.text("p.yaml") == Self.broken)
  }

  @Test func onlyARegularFileIsFixed() throws {
    let folder = try Scratch(["p.yaml": Self.broken, "q.yaml": Self.broken])
    let path = folder.url.path
    #expect(mkfifo("\(path)/pipe.yaml", 0o644) == 0 && symlink("p.yaml", "\(path)/link.yaml") == 0)
    let result = try Backstay.run(["lint", "--fix", "--quiet", "pipe.yaml", "link.yaml"], in: folder)
    let said = "not a regular file, so it can't be fixed; - means standard input\n"
    #expect(result == .init(status: 2, output: "", errors: "backstay: pipe.yaml: \(said)"))
    #expect(try folder.text("p.yaml") == Self.corrected)
    // What a shell makes of `<(…)` and a pipe's other end.
    let input = try Backstay.shell("cat q.yaml | \"$0\" lint --fix /dev/stdin", in: folder)
    #expect(input == .init(status: 2, output: "", errors: "backstay: /dev/stdin: \(said)"))
  }

  @Test func withoutTheStandardNothingIsWritten() throws {
    let folder = try Scratch(["p.yaml": Self.broken, "s.yaml": StandardOptionTests.standard + "more: 1\n"])
    for (standard, status) in [("absent.yaml", Int32(2)), ("s.yaml", 1)] {
      let result = try Backstay.run(["lint", "--fix", "--standard", standard, "p.yaml"], in: folder)
      #expect(
        result.status == status && result.errors.hasPrefix(status == 2 ? "backstay: absent.yaml: " : "s.yaml:5:1"))
      #expect(try folder.text("p.yaml") == Self.broken)
    }
  }

  @Test func programsAreToldTheFixes() throws {
    let folder = try Scratch(["p.yaml": Policies.broken])
    let json = try Backstay.run(["lint", "--format", "json", "p.yaml"], in: folder)
    let object = try #require(try JSONSerialization.jsonObject(with: Data(json.errors.utf8)) as? [String: Any])
    let fix = try #require(object["fix"] as? [String: Any])
    #expect(fix["title"] as? String == "write `metadata`" && fix["replacement"] as? String == "metadata")
    #expect(fix["line"] as? Int == 3 && fix["column"] as? Int == 1 && fix["endColumn"] as? Int == 8)
    #expect(object["isFixed"] == nil)
    let fixed = try Backstay.run(["lint", "--fix", "--format", "json", "p.yaml"], in: folder)
    #expect(fixed.status == 0 && fixed.errors.contains("\"isFixed\":true"))
    try folder.write(Policies.broken, to: "p.yaml")
    let sarif = try Backstay.run(["lint", "--fix", "--format", "sarif", "p.yaml"], in: folder)
    #expect((try FindingFormatTests.sarif(sarif.errors)["results"] as? [Any])?.isEmpty == true)
  }
}
