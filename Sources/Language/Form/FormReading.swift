internal import ASCII
package import Diagnostics
internal import YAMLSyntax

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension Form {
  /// The result of `find` if the mapping has no such key.
  static var absent: Int { -1 }

  /// The node of the value of a key of the mapping that is being read; `absent`, or -2 if it has no value, which is
  /// reported together with the record's keys.
  @inline(never)
  mutating func find(_ key: StaticString) -> Int {
    guard mapping >= 0, let index = tree.index(of: key, in: mapping) else { return Self.absent }
    taken += 1
    if notes != nil { notes?.steps = ["\(key)"] }
    let node = tree.resolved(Int(tree[index].next))
    guard !tree.isNull(node) else {
      hasEmpty = true
      return -2
    }
    return node
  }

  /// Records a key of the record that is being described.
  @inline(never)
  mutating func note(
    _ key: StaticString, _ schema: Schema, absent absence: Absence, beside companion: StaticString = "",
    _ doc: StaticString
  ) {
    description?.properties.append(
      Property(key: key, schema: schema, absence: absence, companion: companion, doc: doc))
  }

  /// Whether a type can read a text without a fault.
  static func reads<T: Readable>(_: T.Type, _ text: String) -> Bool {
    guard !text.isEmpty else { return false }
    var findings = Diagnostics()
    let file = SourceFile(path: "", bytes: Array(text.utf8))
    guard let tree = YAMLParser.parse(file, at: 0, &findings), tree.documents.count == 1 else { return false }
    var form = Form(reading: tree)
    return T.read(&form, at: 0) != nil && form.isSound && form.diagnostics.isEmpty
  }

  /// The items of a list, each read; faulty ones are left out and make the record faulty.
  mutating func items<T: Readable>(
    at node: Int, expected: StaticString = "a list", areWords: Bool = false
  ) -> [T] {
    guard tree[node].kind == .sequence else {
      reportNoList(node, of: T.self, expected: expected, areWords: areWords)
      settle(T.self, at: node, isOfItems: true)
      return []
    }
    guard isFilled(node) else {
      failed = true
      return []
    }
    var values: [T] = []
    values.reserveCapacity(Int(tree[node].count))
    var index = node + 1
    let end = Int(tree[node].next)
    let steps = notes?.steps
    while index < end {
      if let steps { notes?.steps = steps + ["\(values.count)"] }
      if let value = T.read(&self, at: tree.resolved(index)) {
        values.append(value)
      } else {
        settle(T.self, at: tree.resolved(index))
      }
      index = Int(tree[index].next)
    }
    return values
  }

  /// The entries of a catalogue, each read with its key as its name.
  mutating func entries<E: Record>(at node: Int) -> [E] {
    guard isMapping(node, expected: "a mapping of names"), isFilled(node) else {
      failed = true
      isWhole = false
      return []
    }
    var values: [E] = []
    values.reserveCapacity(Int(tree[node].count))
    let outer = entry
    let steps = notes?.steps
    var index = node + 1
    let end = Int(tree[node].next)
    while index < end {
      let value = Int(tree[index].next)
      (entry, entryName) = (index, nil)
      if let steps { notes?.steps = steps + [tree.string(index)] }
      if !Name.isValid(tree, index) || tree.scalarKind(of: index) != .string { reportName(index, in: node) }
      if tree.isNull(tree.resolved(value)) {
        index = reportEmptyEntry(index, of: E.self, in: node)
        isWhole = false
        continue
      } else if let record = E.read(&self, at: tree.resolved(value)) {
        values.append(record)
      } else {
        failed = true
        isWhole = false
      }
      index = Int(tree[value].next)
    }
    entry = outer
    return values
  }

  // MARK: What kind of node it is

  /// Whether a node is a scalar; reports one that isn't.
  mutating func isScalar(_ node: Int, expected: @autoclosure () -> StaticString) -> Bool {
    if tree[node].kind == .scalar { return true }
    reportWrongKind(node, expected: expected())
    return false
  }

  mutating func isMapping(_ node: Int, expected: StaticString) -> Bool {
    if tree[node].kind == .mapping { return true }
    reportWrongKind(node, expected: expected)
    return false
  }

  /// A string that every YAML reader takes as one and that has no control characters; `nil` after a finding.
  mutating func text(
    at node: Int, expected: @autoclosure () -> StaticString, isMultiline: Bool = false
  ) -> String? {
    guard isScalar(node, expected: expected()) else { return nil }
    guard tree.scalarKind(of: node) == .string else {
      reportSurprise(node, expected: expected())
      return nil
    }
    let bytes = tree.bytes(of: node)
    guard !bytes.isEmpty, !bytes.contains(where: { Self.isControl($0, isMultiline: isMultiline) }) else {
      reportUnclean(node)
      return nil
    }
    return tree.string(node)
  }
}

extension Form {
  private static func isControl(_ byte: UInt8, isMultiline: Bool) -> Bool {
    byte < 0x20 && !(isMultiline && (byte == 0x0A || byte == 0x09)) || byte == 0x7F
  }
}

/// Checks of a node before it is read: how it is read depends on them.
extension Form {
  package func isScalar(at node: Int) -> Bool { tree[node].kind == .scalar }
  package func isMapping(at node: Int) -> Bool { tree[node].kind == .mapping }
  package func isSequence(at node: Int) -> Bool { tree[node].kind == .sequence }

  /// What YAML readers take a scalar for.
  func scalarKind(at node: Int) -> ScalarKind { tree[node].kind == .scalar ? tree.scalarKind(of: node) : .string }

  /// Whether a scalar is this word.
  package func word(_ word: StaticString, at node: Int) -> Bool {
    tree[node].kind == .scalar && tree.equals(node, word)
  }

  /// Whether a scalar is this word in any case.
  package func isSame(_ word: StaticString, at node: Int) -> Bool {
    tree.string(node).lowercased() == "\(word)".lowercased()
  }

  /// Whether a scalar starts with a digit, as durations do.
  package func startsWithDigit(_ node: Int) -> Bool {
    tree[node].kind == .scalar && tree.bytes(of: node).first?.isDigit == true
  }

  /// The help for a scalar that is surely one of these words, misspelt.
  package func nearest(among words: [String], _ node: Int) -> String? {
    tree[node].kind == .scalar ? Suggestions.help(for: tree.string(node), among: words) : nil
  }

  /// Whether a node is a mapping that has a key.
  package func has(_ key: StaticString, at node: Int) -> Bool {
    tree[node].kind == .mapping && tree.value(of: key, in: node) != nil
  }

  package func span(of node: Int) -> Span { tree.span(node) }

  /// A list all of whose items are sound.
  package mutating func wholeList<T: Readable>(at node: Int, expected: StaticString = "a list") -> [T]? {
    let findings = diagnostics.count
    let values: [T] = items(at: node, expected: expected)
    return diagnostics.count == findings ? values : nil
  }
}
