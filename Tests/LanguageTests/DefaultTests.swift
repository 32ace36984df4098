import Diagnostics
import Language
import Testing
import YAMLSyntax

/// What an absent key means is said once, where the key is declared.
@Suite struct DefaultTests {
  /// The records of policies. Standards have no defaults.
  static let records = FormModesTests.records.filter { $0.kind == "BackupPolicy" }

  /// The defaults that reading a text notes.
  static func noted(in text: String) -> [UnstatedDefault] {
    var findings = Diagnostics()
    guard let tree = YAMLParser.parse(SourceFile(path: "p.yaml", bytes: Array(text.utf8)), at: 0, &findings) else {
      return []
    }
    for document in Document.read(tree, notingDefaults: true, &findings) {
      switch document {
      case .policy(let policy), .faultyPolicy(let policy): return policy.defaults
      case .standard: break
      }
    }
    return []
  }

  /// Keys whose defaults are without effect in a record that says nothing.
  static let moot = ["maximumLag", "accessMode"]

  @Test(arguments: records)
  func theDefaultThatIsDescribedIsRead(record: FormModesTests.Reached) {
    let text = FormModesTests.text(record, keys: ["unheard-of"])
    let place = record.path.map { $0 == "-" ? "0" : $0 }
    var described: [String] = []
    for property in record.reference.describe().properties {
      guard case .value(let value) = property.absence, !Self.moot.contains("\(property.key)") else { continue }
      described.append((place + ["\(property.key)"]).joined(separator: ".") + " = " + value)
    }
    // An empty mapping may be another form of the value, which has defaults of its own.
    guard !described.isEmpty else { return }
    let depth = place.count + 1
    let noted = Self.noted(in: record.path.isEmpty ? text + "\n" : text).filter {
      $0.key.split(separator: ".").count == depth && $0.key.hasPrefix(place.joined(separator: "."))
    }
    #expect(noted.map { "\($0.key) = \($0.value)" } == described, "\(text)")
  }

  @Test(arguments: FormModesTests.records)
  func aDefaultCanBeWritten(record: FormModesTests.Reached) {
    for property in record.reference.describe().properties {
      guard case .value(let value) = property.absence else { continue }
      let empty = FormModesTests.text(record, keys: ["\(property.key)"])
      let stated = empty.replacing("{\(property.key): ~}", with: "{\(property.key): \(value)}")
      #expect(stated != empty)
      let faults = Reading(stated).diagnostics.all.map(\.code).filter {
        $0 != "missing-key" && $0 != "conflicting-keys"
      }
      #expect(faults == [], "\(stated)")
    }
  }

  @Test(arguments: FormModesTests.records)
  func whatAnAbsentKeyMeansIsSaid(record: FormModesTests.Reached) {
    let description = record.reference.describe()
    for property in description.properties {
      switch property.absence {
      case .fault, .choice: break
      case .value(let text): #expect(!text.isEmpty, "\(property.key)")
      case .words(let words): #expect(!"\(words)".isEmpty && !"\(words)".hasSuffix("."), "\(property.key)")
      case .empty: #expect(Self.canBeEmpty(property.schema), "\(property.key)")
      }
    }
    for choice in description.choices where !choice.isRequired { #expect(!choice.absence.words.isEmpty) }
  }

  /// Whether what is absent can be read as if it had no keys or items.
  private static func canBeEmpty(_ schema: Schema) -> Bool {
    switch schema {
    case .list, .map: return true
    case .record(let reference):
      let description = reference.describe()
      return !description.properties.contains { $0.isRequired } && !description.choices.contains { $0.isRequired }
    default: return false
    }
  }

  @Test func recordsHaveDefaults() {
    let having = Self.records.filter { record in
      record.reference.describe().properties.contains { if case .value = $0.absence { true } else { false } }
    }
    #expect(having.count >= 12)
  }

  @Test func theDefaultsOfAnAbsentRecordAreInForce() {
    let noted = Self.noted(in: "kind: BackupPolicy\n").map { "\($0.key) = \($0.value)" }
    #expect(
      noted == [
        "objectives.minimumCopies = 3", "tools.restic = \"0.14\"", "tools.borg = \"1.2\"",
        "tools.pgbackrest = \"2.45\"",
      ])
  }

  @Test func anAliasHasDefaultsOfItsOwn() {
    let text = "kind: BackupPolicy\nsinks: {a: &a {filesystem: {path: /srv/a}}, b: *a}\n"
    let keys = Self.noted(in: text).map(\.key).filter { $0.hasPrefix("sinks.") }
    #expect(keys == ["sinks.a.bestEffort", "sinks.b.bestEffort"])
  }

  @Test func aLintNotesNothing() throws {
    let policy = try #require(Reading.of("tools: {restic: \"0.16\"}").policies.first)
    #expect(policy.defaults.isEmpty && policy.tools.restic.text.value == "0.16")
  }
}
