import Language
import Testing

@Suite struct SuggestionsTests {
  static let keys = ["materials", "cadence", "sinks", "runAs", "at"]

  @Test(arguments: [
    ("cadance", "cadence"), ("cadnece", "cadence"), ("materails", "materials"), ("sink", "sinks"), ("runas", "runAs"),
    ("RUNAS", "runAs"), ("Sinks", "sinks"), ("att", "at"),
  ])
  func aNearWordIsMeant(word: String, candidate: String) {
    #expect(Suggestions.nearest(to: word, among: Self.keys) == candidate)
  }

  @Test(arguments: ["schedule", "xyz", "", "silos", String(repeating: "sinks", count: 20)])
  func aFarWordIsNot(word: String) {
    #expect(Suggestions.nearest(to: word, among: Self.keys) == nil)
  }

  @Test func theNearestOfSeveralIsMeant() {
    #expect(Suggestions.nearest(to: "hourli", among: ["daily", "hourly", "hours"]) == "hourly")
  }

  @Test func noCandidateIsNoSuggestion() {
    #expect(Suggestions.help(for: "a", among: []) == nil)
  }

  @Test(arguments: [
    ([], "nothing"), (["a"], "`a`"), (["a", "b"], "`a` or `b`"), (["a", "b", "c"], "`a`, `b` or `c`"),
  ])
  func wordsAreListed(words: [String], text: String) {
    #expect(Suggestions.list(words) == text)
  }
}
