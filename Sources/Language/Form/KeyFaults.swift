internal import Diagnostics
internal import YAMLSyntax

/// Reports what is wrong with the keys of a mapping. Nothing here runs for a valid policy.
extension Form {
  /// A required key is absent. It is reported when the record's keys are, so that a misspelt one is one finding.
  mutating func lack(_ key: StaticString) {
    failed = true
    missing.append(key)
  }

  /// None of these keys is given. It is reported when the record's keys are, as a required key that is absent.
  mutating func lackOne(of keys: [StaticString]) {
    failed = true
    missingChoices.append(keys.map { "\($0)" })
  }

  @inline(never)
  mutating func reportTooMany(_ keys: [StaticString]) {
    failed = true
    var found: [Int] = []
    forEachKey { tree, index in
      if keys.contains(where: { tree.equals(index, $0) }) { found.append(index) }
    }
    if found.count > 1 { reportConflict(found[1], with: found[0]) }
  }

  private mutating func reportConflict(_ key: Int, with other: Int) {
    diagnostics.report(
      .conflictingKeys,
      .init("`\(tree.string(key))` can't be combined with `\(tree.string(other))`", help: "keep one of them"),
      at: tree.span(key), notes: [.init("the other key", at: tree.span(other))])
  }

  /// A key without a value. If what follows would be that value, the indentation is wrong.
  @inline(never)
  mutating func reportEmpty(
    key: Int, isFollowedByItsValue: Bool = false, help: String = "give it one, or remove the key"
  ) {
    failed = true
    let name = tree.string(key)
    diagnostics.report(
      .missingValue,
      .init(
        "`\(name)` has no value",
        help: isFollowedByItsValue
          ? "indent what belongs to `\(name)` further than `\(name)` itself" : help),
      at: tree.span(key))
  }

  /// Reports a name without a value and returns where to continue: after the keys that would be its value.
  @inline(never)
  mutating func reportEmptyEntry<E: Record>(_ name: Int, of _: E.Type, in catalogue: Int) -> Int {
    let known = isBlock(catalogue) ? Form.describe(E.self).keys : []
    let next = Int(tree[Int(tree[name].next)].next)
    var index = next
    while index < Int(tree[catalogue].next), known.contains(tree.string(index)) {
      index = Int(tree[Int(tree[index].next)].next)
    }
    let help = Form.reads(E.self, "{}") ? "write `{}`" : "give it one, or remove the key"
    reportEmpty(key: name, isFollowedByItsValue: index != next, help: help)
    return index
  }

  /// Reports keys without a value, unknown keys and missing ones. One mistake is one finding: a misspelt required key
  /// is not missing as well, and neither is an alternative for which an unknown key stands.
  @inline(never)
  mutating func reportKeys<R: Record>(of _: R.Type, in union: Schema?) {
    failed = true
    // A finding that is only counted needs no words.
    guard diagnostics.count < Diagnostics.limit else {
      return diagnostics.report(.unknownKey, .init("keys are unknown or missing"), at: headline(of: mapping))
    }
    let description = Form.describe(R.self)
    let declared = description.keys
    var unknown: [Int] = []
    var empty: [Int] = []
    forEachKey { tree, index in
      if !declared.contains(tree.string(index)) {
        unknown.append(index)
      } else if tree.isNull(tree.resolved(Int(tree[index].next))) {
        empty.append(index)
      }
    }
    for key in empty {
      let value = unindented(below: key, of: description)
      unknown.removeAll(where: value.contains)
      reportEmpty(key: key, isFollowedByItsValue: !value.isEmpty)
    }
    var lacking = LackingKeys(required: missing.map { "\($0)" }, choices: missingChoices)
    if !unknown.isEmpty {
      let guesses = KeyGuesses(
        description: description, present: keyNames(of: mapping), otherNames: R.otherNames,
        otherForms: union?.forms(but: R.name) ?? [])
      report(unknown, guesses, &lacking)
    }
    for key in lacking.required {
      diagnostics.report(.missingKey, .init("the key `\(key)` is missing"), at: headline(of: mapping))
    }
    for keys in lacking.choices {
      diagnostics.report(.missingKey, .init("expected \(Self.choice(keys))"), at: headline(of: mapping))
    }
  }

  /// Reports unknown keys, and removes the keys that they were meant to be from the missing ones.
  private mutating func report(_ unknown: [Int], _ guesses: KeyGuesses, _ lacking: inout LackingKeys) {
    if keysOfLanguage == nil { keysOfLanguage = language?().keys ?? [] }
    var corrections = KeyCorrections(
      declared: guesses.declared, absent: guesses.absent, elsewhere: keysOfLanguage ?? [])
    for key in unknown { corrections.add(tree.string(key)) }
    var hasConflict = false
    for key in unknown {
      let name = tree.string(key)
      // A finding that is only counted needs no words.
      guard diagnostics.count < Diagnostics.limit else {
        diagnostics.report(.unknownKey, .init("unknown key `\(name)`"), at: tree.span(key))
        continue
      }
      var help: String?
      if let found = lookAlike(in: key) {
        help = found
        lacking.remove(LookAlike.mended(name))
      }
      var isConflict = false
      for guess in guesses.guesses(name, lacking: lacking.required) where help == nil && !isConflict {
        switch guess {
        case .key(let meant):
          help = "did you mean `\(meant)`?"
          lacking.remove(meant)
        case .keyOfAnotherForm(let meant):
          help = "did you mean `\(meant)`?"
          lacking = LackingKeys()
        case .below(let homes):
          help = self.help(for: key, in: homes, beside: guesses.description)
          if help != nil { for home in homes { lacking.remove(home.path[0]) } }
        case .conflict(let rival):
          isConflict = true
          // Further keys of the other form would get the same finding.
          if !hasConflict, let other = keyNode(rival) { reportConflict(max(key, other), with: min(key, other)) }
          hasConflict = true
        }
      }
      if isConflict { continue }
      let known = help == nil ? lacking.takeChoice() ?? guesses.declared : []
      let start = known == guesses.declared ? "known here: " : "expected "
      diagnostics.report(
        faultOfUnknown(key),
        .init("unknown key `\(name)`", help: help ?? start + Suggestions.list(known)), at: tree.span(key),
        fix: isVerbatim(key) ? corrections.key(for: name).map { Fix(at: tree.span(key), write: $0) } : nil)
    }
  }

  /// The keys of a mapping.
  func keyNames(of mapping: Int) -> [String] {
    var names: [String] = []
    var index = mapping + 1
    while index < Int(tree[mapping].next) {
      names.append(tree.string(index))
      index = Int(tree[Int(tree[index].next)].next)
    }
    return names
  }

  /// The node of a key of the mapping that is read.
  func keyNode(_ name: String) -> Int? {
    var node: Int?
    forEachKey { tree, index in
      if node == nil, tree.string(index) == name { node = index }
    }
    return node
  }

  func forEachKey(_ body: (borrowing Tree, Int) -> Void) {
    var index = mapping + 1
    while index < Int(tree[mapping].next) {
      body(tree, index)
      index = Int(tree[Int(tree[index].next)].next)
    }
  }
}

/// The keys that a mapping lacks, until an unknown key is found to mean one of them.
private struct LackingKeys {
  var required: [String] = []
  var choices: [[String]] = []

  mutating func remove(_ key: String) {
    required.removeAll { $0 == key }
    choices.removeAll { $0.contains(key) }
  }

  /// Alternatives, of which one is expected: an unknown key that resembles none of them takes their place.
  mutating func takeChoice() -> [String]? { choices.isEmpty ? nil : choices.removeFirst() }
}
