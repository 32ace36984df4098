import BackstayKit
import Diagnostics
import Foundation
import GeneratedFiles
import Linting
import Testing

@Suite struct FixtureTests {
  /// Codes that no fixture can show, each with the reason.
  static let unshown = [
    // A thousand findings are nothing to read; `DiagnosticsTests` shows it.
    "too-many-findings",
    // Made by `compile --target`, which fixtures don't give; `CompileTests` shows it.
    "undeclared-target",
    // The rule `unstated-size` finds the same earlier; the target keeps its own check for plans that are built by hand.
    "unsized-staging",
  ]

  static var shown: Set<String> {
    get throws {
      var codes: Set<String> = []
      for stage in FixtureFiles.stages {
        for name in FixtureFiles.cases(of: stage) {
          codes.formUnion(try FixtureFiles.compilation(of: name, in: stage).diagnostics.all.map { $0.code })
        }
      }
      return codes
    }
  }

  @Test func everyCodeIsShownByAFixture() throws {
    let explained = Set(RuleCatalog.explanations.map { "\($0.name)" })
    #expect(explained.subtracting(try Self.shown).sorted() == Self.unshown.sorted())
  }

  @Test func everyCodeIsExplained() throws {
    let explained = Set(RuleCatalog.explanations.map { "\($0.name)" })
    #expect(try Self.shown.subtracting(explained).sorted() == [])
  }

  @Test(arguments: FixtureFiles.stages)
  func everyFixtureHasAFinding(stage: String) throws {
    #expect(!FixtureFiles.cases(of: stage).isEmpty)
    for name in FixtureFiles.cases(of: stage) {
      #expect(try !FixtureFiles.compilation(of: name, in: stage).diagnostics.isEmpty, "\(name)")
    }
  }

  @Test(arguments: FixtureFiles.stages)
  func noFindingIsSaidTwice(stage: String) throws {
    for name in FixtureFiles.cases(of: stage) {
      let findings = try FixtureFiles.compilation(of: name, in: stage).diagnostics.sorted()
      let texts = findings.map { "\($0.span) \($0.message.text)" }
      #expect(Set(texts).count == texts.count, "\(name)")
    }
  }

  @Test(arguments: FixtureFiles.cases(of: "accepted"))
  func anAcceptedPolicyHasNoFinding(name: String) throws {
    let linted = try FixtureFiles.lint(of: name, in: "accepted")
    // No target carries these out yet; reading them and all rules must still be content.
    let expected: Set<String> = name.hasPrefix("unrendered-") ? ["not-supported-by-target"] : []
    #expect(Set(linted.diagnostics.all.map { $0.code }) == expected, "\(linted.renderedFindings())")
    #expect(!linted.plans.isEmpty)
  }

  @Test(arguments: FixtureFiles.cases(of: "accepted-standards"))
  func anAcceptedStandardHasNoFinding(name: String) throws {
    let linted = try FixtureFiles.lint(of: name, in: "accepted-standards")
    #expect(linted.diagnostics.isEmpty, "\(linted.renderedFindings())")
    #expect(!linted.documents.isEmpty)
  }
}
