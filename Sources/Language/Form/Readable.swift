internal import YAMLSyntax

/// A value that can be read from a node and can describe what it accepts.
package protocol Readable: Sendable {
  /// The value at a node; `nil` only after a finding.
  static func read(_ form: inout Form, at node: Int) -> Self?
  /// What `read` accepts. Never called during `lint`.
  static var schema: Schema { get }
  /// The stand-in if the node is faulty or nothing is read; never leaves `Form`.
  static var standIn: Self { get }
  /// What a rejected text was surely meant to be, as a policy would write it; called only after a fault.
  static func correction(of text: String) -> String?
  /// The help if a text isn't one of these values; called only after a fault.
  static var help: String? { get }
}

extension Readable {
  package static func correction(of text: String) -> String? { nil }

  package static var help: String? {
    guard case .string(let pattern) = schema, !pattern.examples.isEmpty else { return nil }
    return "for example \(Suggestions.list(pattern.examples.map { "\($0)" }))"
  }
}

/// A mapping with declared keys. Its initialiser is the declaration, and runs in two modes: reading a mapping,
/// and describing itself. Hence it is straight-line: no `if`, no loop.
///
/// Records are immutable final classes: all lists of them then share one type of storage, which the runtime would
/// otherwise create for each kind at every start, and passing one on copies a pointer instead of forty properties.
/// Enums with large cases are `indirect` for the same reason.
package protocol Record: Readable {
  static var name: StaticString { get }
  static var doc: StaticString { get }
  /// How many keys a mapping must have.
  static var minimumKeys: Int { get }
  /// The record in "expected …".
  static var expectation: StaticString { get }
  /// The key whose bare value is short for the record; empty if there is none.
  static var briefKey: StaticString { get }
  /// Names that other programs have for its keys.
  static var otherNames: [(name: StaticString, key: StaticString)] { get }
  init(_ form: inout Form)
}

extension Record {
  package static var minimumKeys: Int { 0 }

  package static var expectation: StaticString { "a mapping" }

  package static var briefKey: StaticString { "" }

  package static var otherNames: [(name: StaticString, key: StaticString)] { [] }

  package static func read(_ form: inout Form, at node: Int) -> Self? { form.record(Self.self, at: node) }

  package static var schema: Schema {
    .record(
      RecordReference(
        name: name, minimumKeys: minimumKeys, briefKey: briefKey, describe: { Form.describe(Self.self) },
        takes: { Form.reads(Self.self, $0) }))
  }

  package static var standIn: Self {
    var form = Form(describing: true)
    return Self(&form)
  }
}

/// A value that is one of a few words.
package protocol Keyword: Defaultable, RawRepresentable where RawValue == UInt8 {
  var word: StaticString { get }
}

extension Keyword {
  package static func read(_ form: inout Form, at node: Int) -> Self? {
    guard form.isScalar(node, expected: expectation) else { return nil }
    var raw: UInt8 = 0
    while let option = Self(rawValue: raw) {
      if form.tree.equals(node, option.word) { return option }
      raw += 1
    }
    form.reportKeyword(at: node, words: words)
    return nil
  }

  package static var schema: Schema { .keyword(words) }

  package var written: String { "\(word)" }

  package static var standIn: Self {
    guard let first = Self(rawValue: 0) else { fatalError("a keyword without words") }
    return first
  }

  /// All words, in the order of their declaration.
  package static var words: [StaticString] {
    var words: [StaticString] = []
    var raw: UInt8 = 0
    while let option = Self(rawValue: raw) {
      words.append(option.word)
      raw += 1
    }
    return words
  }

  private static var expectation: StaticString { "one of its words" }
}
