package import Diagnostics
internal import YAMLSyntax

/// A value that can be the default of an absent key. A default is written nowhere, so it has no place in a file, which
/// distinguishes it from a stated value.
package protocol Defaultable: Readable {
  /// The value as a policy writes it.
  var written: String { get }
}

/// A default that applies because the policy doesn't state the key.
package struct UnstatedDefault: Sendable {
  /// The key, such as `backups.nightly.catchUp`.
  package let key: String
  /// The value, as a policy would write it.
  package let value: String
  /// What the key means.
  package let doc: StaticString
}

extension Absence {
  /// What an absent list or mapping means, if not that it is empty.
  static func none(but words: StaticString) -> Absence { words.utf8CodeUnitCount == 0 ? .empty : .words(words) }
}

/// The defaults in force, in the order in which they are met, and the form's position.
struct DefaultNotes {
  var all: [UnstatedDefault] = []
  /// The keys that lead to the mapping that is read.
  var path: [String] = []
  /// The keys that lead on from there to the value that is read; items of lists have numbers from 0.
  var steps: [String] = []
}

extension Form {
  /// A record whose key the mapping lacks: each of its keys is absent.
  @inline(never)
  mutating func absentRecord<R: Record>(_ key: StaticString) -> R {
    let outer = mapping
    let path = notes?.path
    notes?.path.append("\(key)")
    mapping = -1
    let record = R(&self)
    mapping = outer
    if let path { notes?.path = path }
    return record
  }

  /// The defaults that were noted, and nothing where they aren't.
  mutating func takeDefaults() -> [UnstatedDefault] {
    guard let all = notes?.all else { return [] }
    notes?.all = []
    return all
  }

  /// Records a default that is in force.
  @inline(never)
  mutating func noteDefault(_ key: StaticString, _ value: String, _ doc: StaticString) {
    guard let path = notes?.path else { return }
    let keys = path + ["\(key)"]
    notes?.all.append(UnstatedDefault(key: keys.joined(separator: "."), value: value, doc: doc))
  }
}

// MARK: Literals

extension Port: Defaultable, ExpressibleByIntegerLiteral {
  package init(integerLiteral value: Int) { self.init(value: value, span: .none) }
  package var written: String { "\(value)" }
}

extension Count: Defaultable, ExpressibleByIntegerLiteral {
  /// Whether the policy says it.
  package var isStated: Bool { span != .none }
  package init(integerLiteral value: Int) { self.init(value: value, span: .none) }
  package var written: String { "\(value)" }
}

extension Flag: Defaultable, ExpressibleByBooleanLiteral {
  package init(booleanLiteral value: Bool) { self.init(value: value, span: .none) }
  package var written: String { value ? "true" : "false" }
}

extension Text: Defaultable, ExpressibleByStringLiteral {
  package init(stringLiteral value: String) { self.init(value, at: .none) }
  package var written: String { value }
}

extension VersionText: Defaultable, ExpressibleByStringLiteral {
  package init(stringLiteral value: String) { self.init(text: Text(value, at: .none)) }
  package var written: String { "\"\(text.value)\"" }
}

extension Duration: Defaultable {
  package static func hours(_ count: Int) -> Duration { Duration(count: count, unit: .hour, span: .none) }
  package static func minutes(_ count: Int) -> Duration { Duration(count: count, unit: .minute, span: .none) }

  package var written: String {
    let letter =
      switch unit {
      case .second: "s"
      case .minute: "m"
      case .hour: "h"
      case .day: "d"
      case .week: "w"
      case .month: "mo"
      case .year: "y"
      }
    return "\(count)\(letter)"
  }
}
