/// What a value may be, in the words of JSON Schema: what the readers below accept, said once more as data.
///
/// It is made only when the schema or the reference is written, never while a policy is read.
package indirect enum Schema: Sendable {
  case string(StringSchema)
  case integer(ClosedRange<Int>)
  case boolean
  case keyword([StaticString])
  /// A value that is always the same.
  case constant(StaticString)
  case list(Schema)
  /// Names of the user's choice, each with a value of the same kind.
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

/// A record by name, and the way to describe it: by name, so that a record may hold itself.
package struct RecordReference: Sendable {
  package let name: StaticString
  package let minimumKeys: Int
  /// The key whose value alone stands for the record; empty where there is none.
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
  package var isRequired: Bool
  /// The value that an absent key stands for, as a policy would write it; empty where there is none.
  package var defaultText: StaticString
  /// Whether those words are a value that the key takes, and not the description of one.
  package var isDefaultValue: Bool
  /// The key without which this one means nothing; empty where there is none.
  package var companion: StaticString
  package var doc: StaticString
}

/// Keys of which exactly one, or at most one, may be given.
package struct Choice: Sendable {
  package var keys: [StaticString]
  package var isRequired: Bool
}
