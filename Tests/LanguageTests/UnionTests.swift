import Diagnostics
import Language
import Testing

/// Values that have one of several forms.
@Suite struct UnionTests {
  static func messages(_ backup: String) -> [String] {
    Reading.of("backups: {a: {materials: [m], sinks: [s], cadence: manual, \(backup)}}").diagnostics.all.map {
      $0.message.text
    }
  }

  /// The form that a value is in is what its own faults are told by.
  @Test(arguments: [
    ("retention: {fulls: 3, daily: 4}", "`daily` can't be combined with `fulls`"),
    ("retention: {until: soon}", "expected a date, found `soon`"),
    ("retention: 30x", "expected a duration, found `30x`"),
    ("retention: {daily: 0}", "expected a number from 1 to 1000000, found `0`"),
    ("upkeep: {reclaim: [manual]}", "expected a cadence, found a list"),
    ("alternatives: {cadence: [{full: \"0 1 * * *\"}]}", "unknown key `full`"),
  ])
  func theFaultIsThatOfTheForm(backup: String, message: String) {
    #expect(Self.messages(backup).contains(message))
  }

  /// What is in none of the forms is told all of them.
  @Test(arguments: [
    ("retention: always", "expected `forever`, `external`, a duration or a mapping, found `always`"),
    ("retention: [1d]", "expected `forever`, `external`, a duration or a mapping, found a list"),
    ("retention: {last: unlimitid}", "expected `unlimited` or a number, found `unlimitid`"),
  ])
  func whatIsInNoneOfTheFormsIsToldThem(backup: String, message: String) {
    #expect(Self.messages(backup) == [message])
  }

  /// Each form of a union is described once, whether it is the union's own or another's that it holds.
  @Test func theFormsOfAnotherUnionAreItsOwn() {
    func count(_ schema: Schema) -> Int {
      if case .oneOf(let schemas) = schema { return schemas.map { count($0) }.reduce(0, +) }
      return 1
    }
    #expect(count(ClockCadence.schema) == 2)
    #expect(count(Cadence.schema) == 5)
    #expect(count(Cadences.schema) == 6)
    guard case .oneOf(let forms) = StoreCredentials.schema else {
      Issue.record("credentials have several forms")
      return
    }
    #expect(forms.count == 3)
  }
}
