/// The entries of a YAML mapping in the order they are written; a key occurs once.
package struct YAMLMapping: Sendable, Equatable {
  /// A key with its value and the comment lines above it.
  package struct Entry: Sendable, Equatable {
    /// The key, always read as a string.
    package let key: String
    /// The value under the key.
    package var value: YAMLValue
    /// Lines written above the key, without their `#`.
    package var comment: [String]
  }

  /// The entries in order.
  package private(set) var entries: [Entry] = []

  /// A mapping without entries.
  package init() {}

  /// A mapping of `pairs` in order; a repeated key keeps its first place and takes its last value.
  package init(_ pairs: [(String, YAMLValue)]) {
    entries.reserveCapacity(pairs.count)
    for (key, value) in pairs { set(key, value) }
  }

  /// Whether there is no entry.
  package var isEmpty: Bool { entries.isEmpty }

  /// The value under `key`; setting keeps the place of a key that is there, appends one that is not, and removes on `nil`.
  package subscript(key: String) -> YAMLValue? {
    get { index(of: key).map { entries[$0].value } }
    set {
      if let newValue {
        set(key, newValue)
      } else if let index = index(of: key) {
        entries.remove(at: index)
      }
    }
  }

  /// Puts `value` under `key`, in the key's place where it has one and at the end where it has none; `nil` changes nothing.
  package mutating func set(_ key: String, _ value: YAMLValue?, comment: [String] = []) {
    guard let value else { return }
    if let index = index(of: key) {
      entries[index].value = value
      if !comment.isEmpty { entries[index].comment = comment }
    } else {
      entries.append(Entry(key: key, value: value, comment: comment))
    }
  }

  private func index(of key: String) -> Int? {
    entries.firstIndex { hasSameBytes($0.key, key) }
  }
}

extension YAMLMapping: ExpressibleByDictionaryLiteral {
  /// A mapping with its entries in the order written.
  package init(dictionaryLiteral elements: (String, YAMLValue)...) { self.init(elements) }
}
