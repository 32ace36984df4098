import BackstayKit
import Diagnostics
import GeneratedFiles
import Linting
import Testing

/// What fixing does to every fixture.
@Suite struct FixFixtureTests {
  /// A fixture and what fixing makes of it.
  struct Case: Sendable {
    var name: String
    var compiler: Compiler
    var file: SourceFile
    var fixed: FixedFile
  }

  /// The cases of each stage, fixed once.
  static let cases = Result {
    try Dictionary(
      uniqueKeysWithValues: FixtureFiles.stages.map { stage in
        let cases = try FixtureFiles.cases(of: stage).map { name in
          let (compiler, file) = try FixtureFiles.source(of: name, in: stage)
          return Case(name: name, compiler: compiler, file: file, fixed: compiler.fix(file))
        }
        return (stage, cases)
      })
  }

  static func cases(of stage: String) throws -> [Case] { try #require(try cases.get()[stage]) }

  static func lines(_ file: SourceFile) -> [[UInt8]] {
    file.bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map { Array($0) }
  }

  @Test(arguments: FixtureFiles.stages)
  func aFixedFixtureDiffersInTheSpansOnly(stage: String) throws {
    for one in try Self.cases(of: stage) {
      let (name, file, fixed) = (one.name, one.file, one.fixed)
      // Each round's fixes applied to what the round before left.
      var bytes = file
      var rest = fixed.applied[...]
      while let first = rest.first {
        let round = rest.prefix { $0.compilation.files[0] === first.compilation.files[0] }
        rest = rest.dropFirst(round.count)
        #expect(round.first?.compilation.files[0].bytes == bytes.bytes, "\(name)")
        bytes = SourceFile(path: name, bytes: bytes.applying(round.compactMap { $0.finding.fix }))
      }
      #expect(bytes.bytes == fixed.file.bytes, "\(name)")
      // Seen without the spans: no line is added, and only lines of fixes change.
      let (old, new) = (Self.lines(file), Self.lines(fixed.file))
      try #require(old.count == new.count, "\(name)")
      let changed = old.indices.filter { old[$0] != new[$0] }.map { $0 + 1 }
      let places = Set(
        fixed.applied.compactMap { applied in
          applied.finding.fix.map { applied.compilation.files[0].position(of: Int($0.span.start)).line }
        })
      #expect(Set(changed) == places, "\(name)")
    }
  }

  @Test(arguments: FixtureFiles.stages)
  func fixingTwiceIsFixingOnce(stage: String) throws {
    for one in try Self.cases(of: stage) {
      #expect(one.compiler.fix(one.fixed.file).applied.isEmpty, "\(one.name)")
    }
  }

  /// Rules are applied to what could be read, so that a fix lets them find more; what is wrong with the form itself
  /// only becomes less.
  @Test(arguments: FixtureFiles.stages)
  func aFixTakesItsFindingAwayAndBreaksNothing(stage: String) throws {
    let ofReading = Set(Fault.allCases.filter { $0.isOfReading }.map { "\($0.explanation.code)" })
    for one in try Self.cases(of: stage) {
      let (name, compiler, file, fixed) = (one.name, one.compiler, one.file, one.fixed)
      let before = compiler.lint(file).diagnostics.all.map { $0.code }.filter(ofReading.contains)
      let after = compiler.lint(fixed.file).diagnostics.all.map { $0.code }.filter(ofReading.contains)
      #expect(Set(after).isSubset(of: before), "\(name)")
      #expect(after.count == before.count - fixed.applied.count, "\(name)")
    }
  }

  @Test func someFixturesAreFixedAsAWhole() throws {
    var whole = 0
    for stage in FixtureFiles.stages {
      for one in try Self.cases(of: stage) where !one.fixed.applied.isEmpty {
        if !one.compiler.lint(one.fixed.file).diagnostics.hasErrors { whole += 1 }
      }
    }
    #expect(whole > 20)
  }

  @Test(arguments: FixtureFiles.cases(of: "accepted"))
  func anAcceptedPolicyStaysAsItIs(name: String) throws {
    let (compiler, file) = try FixtureFiles.source(of: name, in: "accepted")
    let fixed = compiler.fix(file)
    #expect(fixed.applied.isEmpty && fixed.file === file)
  }
}
