package import Diagnostics
package import YAMLSyntax

/// The reader of records, which is also their description.
///
/// A record's initialiser asks its form for one key after the other:
///
///     init(_ form: inout Form) {
///       bucket = form.required("bucket", doc: "The bucket's name.")
///       region = form.optional("region", doc: "The region, where the endpoint doesn't imply it.")
///     }
///
/// Over a tree, the form reads the mapping at its position; in describing mode, it records each key with its schema. So
/// a key, its type, its default and its words are on one line, and the reader, the JSON Schema, the reference page and
/// "did you mean" can't drift apart. A forgotten property is the compiler's "not initialized".
///
/// A fault is reported where it is found, and a stand-in takes the value's place, so that all faults of a file are
/// reported in one pass. Callers that read the outermost record check `isSound`, and `isWhole` if it is not.
package struct Form: ~Copyable {
  let tree: Tree
  /// Everything about the language that helps to explain a fault.
  let language: (() -> Schema)?
  /// Every key of the language, once it has been requested.
  var keysOfLanguage: Set<String>?
  package var diagnostics = Diagnostics()
  /// The mapping that is read.
  var mapping = -1
  /// The key of the record that is being read, if it is in a catalogue.
  var entry = -1
  /// What that key was meant to be, if it can't be a name.
  var entryName: String?
  /// Keys of catalogues that can't be names.
  var misnamed: [String] = []
  /// Whether anything that was read so far has a fault.
  var failed = false
  /// Whether every entry of every catalogue is present, even if with stand-ins, so that all declared names are known.
  package var isWhole = true
  /// Keys of the mapping that were requested and found.
  var taken = 0
  /// Whether one of them has no value.
  var hasEmpty = false
  /// Required keys that the mapping lacks.
  var missing: [StaticString] = []
  /// Keys of which the mapping should have one and has none.
  var missingChoices: [[String]] = []
  /// The replacement for the latest faulty scalar, if the expected type can read it.
  var proposal: Proposal?
  /// The defaults in force, if requested.
  var notes: DefaultNotes?
  /// The words of the record that is being described, in describing mode.
  var description: RecordDescription?

  /// A form that reads a tree, of a language where more than one value is read.
  package init(reading tree: consuming Tree, of language: (() -> Schema)? = nil) {
    self.tree = tree
    self.language = language
  }

  /// A form that collects a record's description.
  init(describing: Bool) {
    tree = Tree()
    language = nil
    description = RecordDescription(doc: "")
  }

  /// What a record's initialiser declares.
  package static func describe<R: Record>(_: R.Type) -> RecordDescription {
    var form = Form(describing: true)
    _ = R(&form)
    var description = form.description ?? RecordDescription(doc: "")
    description.doc = R.doc
    return description
  }

  /// Whether the record's keys are being collected and nothing is read.
  var isDescribing: Bool { description != nil }

  /// Whether all that was read so far has no fault.
  package var isSound: Bool { !failed }

  /// The record at a node, with stand-ins for its faulty values; `nil` if the node isn't a mapping. `union` has all
  /// forms of the value, if there are others than this record.
  package mutating func record<R: Record>(
    _: R.Type, at node: Int, of union: @autoclosure () -> Schema? = nil
  ) -> R? {
    guard isMapping(node, expected: R.expectation) else { return nil }
    if tree[node].count < R.minimumKeys { return reportBare(node) }
    let outer = (mapping, taken, hasEmpty, missing, missingChoices)
    (mapping, taken, hasEmpty, missing, missingChoices) = (node, 0, false, [], [])
    let path = notes?.path
    if let path, let steps = notes?.steps { notes?.path = path + steps }
    let value = R(&self)
    if let path { notes?.path = path }
    if taken != Int(tree[node].count) || hasEmpty || !missing.isEmpty || !missingChoices.isEmpty {
      reportKeys(of: R.self, in: union())
    }
    (mapping, taken, hasEmpty, missing, missingChoices) = outer
    return value
  }

  // MARK: The keys of the record that is read

  /// A required key.
  package mutating func required<T: Readable>(_ key: StaticString, _: T.Type = T.self, doc: StaticString) -> T {
    if isDescribing {
      note(key, T.schema, absent: .fault, doc)
      return T.standIn
    }
    let node = find(key)
    guard node >= 0 else {
      if node == Self.absent { lack(key) }
      return T.standIn
    }
    if let value = T.read(&self, at: node) { return value }
    settle(T.self, at: node)
    return T.standIn
  }

  /// A key that may be absent and then means what `absence` says, which isn't a value of the key. A key that means
  /// something only beside another says so; the record checks that the other is there.
  package mutating func optional<T: Readable>(
    _ key: StaticString, _: T.Type = T.self, absent absence: StaticString, beside companion: StaticString = "",
    doc: StaticString
  ) -> T? {
    if isDescribing {
      note(key, T.schema, absent: .words(absence), beside: companion, doc)
      return nil
    }
    let node = find(key)
    guard node >= 0 else { return nil }
    let value = T.read(&self, at: node)
    if value == nil { settle(T.self, at: node) }
    return value
  }

  /// A key that may be absent and then has this value, which is stated nowhere else: not in the schema, not on the
  /// reference page, not where the value is used. `isInForce` is whether the key matters in this record.
  package mutating func defaulted<T: Defaultable>(
    _ key: StaticString, _ value: T, when isInForce: Bool = true, doc: StaticString
  ) -> T {
    if isDescribing {
      note(key, T.schema, absent: .value(value.written), doc)
      return value
    }
    let node = find(key)
    guard node >= 0 else {
      if isInForce, notes != nil { noteDefault(key, value.written, doc) }
      return value
    }
    if let stated = T.read(&self, at: node) { return stated }
    settle(T.self, at: node)
    return value
  }

  /// A record that may be absent, which is the same as one without keys. So it has no required keys.
  package mutating func section<R: Record>(_ key: StaticString, _: R.Type = R.self, doc: StaticString) -> R {
    if isDescribing {
      note(key, R.schema, absent: .empty, doc)
      return R.standIn
    }
    let node = find(key)
    guard node >= 0 else { return absentRecord(key) }
    if let record = R.read(&self, at: node) { return record }
    settle(R.self, at: node)
    return R.standIn
  }

  /// A key that must be there and always has the same value.
  package mutating func constant(_ key: StaticString, _ value: StaticString, doc: StaticString) {
    if isDescribing { return note(key, .constant(value), absent: .fault, doc) }
    let node = find(key)
    guard node >= 0 else {
      if node == Self.absent { lack(key) }
      return
    }
    guard !tree.equals(node, value) else { return }
    failed = true
    fault(.wrongType, .init("expected `\(value)`, found \(kindWords(node))"), at: node)
  }

  /// A list that may be absent, which is the same as an empty one; `absence` says what that means, if not that there
  /// are none.
  package mutating func list<T: Readable>(
    _ key: StaticString, of _: T.Type = T.self, absent absence: StaticString = "", doc: StaticString
  ) -> [T] {
    if isDescribing {
      note(key, .list(T.schema), absent: .none(but: absence), doc)
      return []
    }
    let node = find(key)
    return node >= 0 ? items(at: node) : []
  }

  /// A required list; `areWords` if a string in its place would mean its words.
  package mutating func requiredList<T: Readable>(
    _ key: StaticString, of _: T.Type = T.self, areWords: Bool = false, doc: StaticString
  ) -> [T] {
    if isDescribing {
      note(key, .list(T.schema), absent: .fault, doc)
      return []
    }
    let node = find(key)
    guard node >= 0 else {
      if node == Self.absent { lack(key) }
      return []
    }
    return items(at: node, areWords: areWords)
  }

  /// Records under names that the user chooses, in the order in which they are written.
  package mutating func catalogue<E: Record>(
    _ key: StaticString, of _: E.Type = E.self, absent absence: StaticString = "", doc: StaticString
  ) -> [E] {
    if isDescribing {
      note(key, .map(keys: Name.schema, values: E.schema), absent: .none(but: absence), doc)
      return []
    }
    let node = find(key)
    return node >= 0 ? entries(at: node) : []
  }

  /// The record's name in its catalogue.
  package var name: Text {
    mutating get {
      guard entry >= 0 else { return Text("", at: .none) }
      return Text(entryName ?? tree.string(entry), at: tree.span(entry))
    }
  }

  /// Where the record was written; for a block, its first key, so that no finding underlines a whole mapping.
  package var origin: Span {
    guard mapping >= 0 else { return .none }
    return headline(of: mapping)
  }
}
