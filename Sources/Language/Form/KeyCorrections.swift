/// Which unknown keys of a mapping are surely misspelt, and what they were meant to be.
///
/// Stricter than "did you mean", which a person reads before acting: the key that was meant must be one typing error
/// away and the only such, must not be given as well, and must not be meant by two unknown keys. A word that is a key
/// elsewhere in the language is misplaced, not misspelt: `maximumLag` is near `maximumAge` but means something else.
struct KeyCorrections {
  private let declared: [String]
  private let absent: [String]
  private let elsewhere: Set<String>
  private var corrections: [String: String] = [:]
  /// How many unknown keys may mean a declared one.
  private var counts: [String: Int] = [:]

  init(declared: [String], absent: [String], elsewhere: Set<String>) {
    self.declared = declared
    self.absent = absent
    self.elsewhere = elsewhere
  }

  /// Records an unknown key.
  mutating func add(_ name: String) {
    guard !elsewhere.contains(name) else { return }
    let near = declared.filter { Suggestions.isSlip(name, of: $0) }
    guard near.count == 1, absent.contains(near[0]) else { return }
    corrections[name] = near[0]
    counts[near[0], default: 0] += 1
  }

  /// The key that an unknown one was meant to be.
  func key(for name: String) -> String? {
    corrections[name].flatMap { counts[$0] == 1 ? $0 : nil }
  }
}

extension Schema {
  /// The keys of every record that the schema reaches.
  var keys: Set<String> {
    var keys: Set<String> = []
    var records: Set<String> = []
    collect(into: &keys, from: &records)
    return keys
  }

  /// Adds keys; each record is visited once, because it may contain itself.
  private func collect(into keys: inout Set<String>, from records: inout Set<String>) {
    switch self {
    case .record(let reference):
      guard records.insert("\(reference.name)").inserted else { return }
      for property in reference.describe().properties {
        keys.insert("\(property.key)")
        property.schema.collect(into: &keys, from: &records)
      }
    case .list(let items): items.collect(into: &keys, from: &records)
    case .map(_, let values): values.collect(into: &keys, from: &records)
    case .oneOf(let schemas): for schema in schemas { schema.collect(into: &keys, from: &records) }
    case .string, .integer, .boolean, .keyword, .constant, .anything: break
    }
  }
}
