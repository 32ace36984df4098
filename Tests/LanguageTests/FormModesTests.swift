import Diagnostics
import Language
import Testing

/// A record's initialiser runs in two modes. What it describes and what it reads must be the same keys.
@Suite struct FormModesTests {
  /// A record with the keys that lead to it from the document: a name of the user's choice is `x`, a list's item `-`.
  struct Reached: Sendable, CustomTestStringConvertible {
    var kind: String
    var path: [String]
    var reference: RecordReference
    var testDescription: String { "\(reference.name) at \(path.joined(separator: "."))" }
  }

  /// Every record that can be reached, by the first way found.
  static let records: [Reached] = {
    var found: [Reached] = []
    func walk(_ schema: Schema, _ kind: String, _ path: [String]) {
      switch schema {
      case .record(let reference):
        guard !found.contains(where: { $0.reference.name.description == reference.name.description }) else { return }
        found.append(Reached(kind: kind, path: path, reference: reference))
        for property in reference.describe().properties { walk(property.schema, kind, path + ["\(property.key)"]) }
      case .list(let items): walk(items, kind, path + ["-"])
      case .map(_, let values): walk(values, kind, path + ["x"])
      case .oneOf(let schemas): for schema in schemas { walk(schema, kind, path) }
      default: break
      }
    }
    walk(Policy.schema, "BackupPolicy", [])
    walk(Standard.schema, "BackupStandard", [])
    return found
  }()

  /// The record with all its keys and one that it can't know, inside what leads to it. No value is given: a key that
  /// is asked for is then known and has no value, and one that isn't asked for is unknown.
  static func text(_ record: Reached) -> String {
    text(record, keys: record.reference.describe().properties.map { "\($0.key)" } + ["unheard-of"])
  }

  /// The record with these keys, none of which has a value.
  static func text(_ record: Reached, keys: [String]) -> String {
    var text = "{" + keys.map { "\($0): ~" }.joined(separator: ", ") + "}"
    for step in record.path.reversed() { text = step == "-" ? "[\(text)]" : "{\(step): \(text)}" }
    return record.path.isEmpty
      ? text.replacing("kind: ~", with: "kind: \(record.kind)") : "{kind: \(record.kind), \(text.dropFirst())"
  }

  @Test(arguments: records)
  func everyDescribedKeyIsRead(record: Reached) {
    let unknown = Reading(Self.text(record)).diagnostics.all.filter { $0.code == "unknown-key" }
    #expect(unknown.map { $0.message.text } == ["unknown key `unheard-of`"], "\(Self.text(record))")
  }

  @Test func recordsAreReached() {
    #expect(Self.records.count >= 45)
  }

  @Test(arguments: records)
  func everythingHasWords(record: Reached) {
    let description = record.reference.describe()
    #expect(!"\(description.doc)".isEmpty)
    let keys = description.properties.map { "\($0.key)" }
    #expect(Set(keys).count == keys.count)
    for property in description.properties { #expect("\(property.doc)".hasSuffix("."), "\(property.key)") }
    for choice in description.choices { #expect(choice.keys.allSatisfy { keys.contains("\($0)") }) }
  }
}
