/// What a value may be, in terms of JSON Schema: what the readers accept, as data.
///
/// It is created only when the schema or the reference is written, never while a policy is read.
package indirect enum Schema: Sendable {
  case string(StringSchema)
  case integer(ClosedRange<Int>)
  case boolean
  case keyword([StaticString])
  /// A value that is always the same.
  case constant(StaticString)
  case list(Schema)
  /// Names that the user chooses, each with a value of the same kind.
  case map(keys: Schema, values: Schema)
  case record(RecordReference)
  /// Exactly one of these holds.
  case oneOf([Schema])
  /// Any value at all.
  case anything
}

/// What a string must look like.
package struct StringSchema: Sendable {
  /// An expression that ECMA-262, Python, RE2 and Rust read alike: no look-around, `\x1f` and not `\u001f`.
  package var pattern: StaticString
  /// The fault in a few words, as in "expected …".
  package var expectation: StaticString
  package var examples: [StaticString]

  package init(pattern: StaticString, expectation: StaticString, examples: [StaticString] = []) {
    self.pattern = pattern
    self.expectation = expectation
    self.examples = examples
  }
}

/// A record by name, and how to describe it: by name, so that a record may contain itself.
package struct RecordReference: Sendable {
  package let name: StaticString
  package let minimumKeys: Int
  /// The key whose bare value is short for the record; empty if there is none.
  let briefKey: StaticString
  package let describe: @Sendable () -> RecordDescription
  /// Whether a text is such a record without a fault.
  let takes: @Sendable (String) -> Bool
}

/// A record's keys, in the order of its initialiser.
package struct RecordDescription: Sendable {
  package var doc: StaticString
  package var properties: [Property] = []
  package var choices: [Choice] = []
}

/// One key of a record.
package struct Property: Sendable {
  package var key: StaticString
  package var schema: Schema
  package var absence: Absence
  /// The key without which this one means nothing; empty if there is none.
  package var companion: StaticString
  package var doc: StaticString
}

extension Property {
  package var isRequired: Bool {
    if case .fault = absence { return true }
    return false
  }
}

/// What it means that a key is absent.
package enum Absence: Sendable {
  case fault
  /// The same as this value, as a policy writes it.
  case value(String)
  /// What these words say, which isn't a value that a policy could state.
  case words(StaticString)
  /// The same as an empty list or mapping.
  case empty
  /// Another key of the same choice is given, or what the choice says if it may be left out.
  case choice

  /// What the reference says about it; empty if there is nothing to say.
  package var words: String {
    switch self {
    case .value(let text): text
    case .words(let words): "\(words)"
    case .fault, .empty, .choice: ""
    }
  }
}

/// Keys of which exactly one, or at most one, may be given.
package struct Choice: Sendable {
  package var keys: [StaticString]
  /// What it means if none is given: a fault if one is required.
  package var absence: Absence

  package var isRequired: Bool {
    if case .fault = absence { return true }
    return false
  }
}
