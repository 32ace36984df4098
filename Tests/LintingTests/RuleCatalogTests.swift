import Diagnostics
import GeneratedFiles
import Linting
import Testing

@Suite struct RuleCatalogTests {
  /// `unused-declaration` for `UnusedDeclaration`.
  static func kebab(_ name: String) -> String {
    name.reduce(into: "") { text, character in
      if character.isUppercase, !text.isEmpty { text += "-" }
      text += character.lowercased()
    }
  }

  @Test(arguments: RuleCatalog.all.map { (String(describing: type(of: $0)), "\(type(of: $0).explanation.name)") })
  func aRulesNameIsItsTypesInKebabCase(type: String, name: String) {
    #expect(name == Self.kebab(type))
  }

  @Test func everyFileOfARuleIsInTheCatalogue() {
    let files = PackageRoot.names(in: "Sources/Linting/Rules").map { $0.dropLast(".swift".count) }
    #expect(files.map { String($0) }.sorted() == RuleCatalog.all.map { String(describing: type(of: $0)) }.sorted())
  }

  @Test func noNameIsUsedTwice() {
    let names = RuleCatalog.explanations.map { "\($0.name)" }
    #expect(Set(names).count == names.count)
    #expect(names == names.sorted())
  }
}
