import BackstayKit
import Diagnostics
import GeneratedFiles
import Linting
import Testing

/// How findings and their explanations are worded: in one form, so that they can be joined to other text.
@Suite struct FindingWordsTests {
  /// Names that are written with a capital wherever they stand.
  static let names = ["Kubernetes", "PostgreSQL", "Prometheus", "U", "UTF", "YAML"]

  /// Whether a text begins as a part of a sentence does, and doesn't end as a whole one.
  static func isPhrase(_ text: String) -> Bool {
    guard let first = text.first, let last = text.last else { return false }
    let word = String(text.prefix { $0.isLetter })
    return (!first.isUppercase || names.contains(word)) && !".:!,; ".contains(last) && !text.contains("  ")
  }

  /// Whether a text is one or more whole sentences. Programs keep their own spelling.
  static func isSentence(_ text: String) -> Bool {
    guard let first = text.first else { return false }
    let isProgram = ["pg_dump", "pgbackrest", "restic"].contains { text.hasPrefix($0 + " ") }
    return (first.isUppercase || first == "`" || isProgram) && text.hasSuffix(".") && !text.contains("  ")
  }

  @Test(arguments: FixtureFiles.stages)
  func messagesHelpsAndNotesArePhrases(stage: String) throws {
    for name in FixtureFiles.cases(of: stage) {
      for finding in try FixtureFiles.compilation(of: name, in: stage).diagnostics.all {
        #expect(Self.isPhrase(finding.message.text), "\(name): \(finding.message.text)")
        if let help = finding.message.help { #expect(Self.isPhrase(help), "\(name): \(help)") }
        for note in finding.notes { #expect(Self.isPhrase(note.text), "\(name): \(note.text)") }
      }
    }
  }

  @Test(arguments: RuleCatalog.explanations.map { "\($0.name)" })
  func explanationsAreSentences(name: String) throws {
    let explanation = try #require(RuleCatalog.explanations.first { "\($0.name)" == name })
    for text in [explanation.summary, explanation.why, explanation.remedy].map({ "\($0)" }) {
      #expect(Self.isSentence(text), "\(text)")
    }
    // A summary is printed after the rule's name, on its line.
    #expect("\(explanation.summary)".split(separator: ". ").count == 1)
  }

  @Test(arguments: ["Has a capital.", "ends here.", "`x` is wrong:", "two  spaces", ""])
  func aBrokenPhraseIsSeen(text: String) { #expect(!Self.isPhrase(text)) }

  @Test(arguments: ["no capital.", "No full stop", "Two  spaces.", ""])
  func aBrokenSentenceIsSeen(text: String) { #expect(!Self.isSentence(text)) }
}
