internal import Diagnostics
internal import YAMLSyntax

/// Builds a tree from two: mappings key by key, everything else replaced.
///
/// It follows the language's own schema, because where exactly one of several keys is allowed, another key replaces the
/// whole: a sink that was `s3` and becomes `filesystem` must not be both.
struct Merge: ~Copyable {
  private var tree: Tree

  init(into tree: consuming Tree) { self.tree = tree }

  consuming func finish() -> Tree { tree }

  /// Adds a node and everything below it, with aliases expanded (their number is limited when they are read).
  mutating func copy(_ node: Int, of source: borrowing Tree) {
    let node = source.resolved(node)
    let index = begin(node, of: source)
    guard source[node].kind != .scalar else { return }
    var child = node + 1
    let end = Int(source[node].next)
    while child < end {
      copy(child, of: source)
      child = Int(source[child].next)
    }
    tree[index].next = UInt32(tree.count)
  }

  /// Adds `node` of `source` merged over `other` of `base`.
  mutating func add(
    _ node: Int, of source: borrowing Tree, over other: Int, of base: borrowing Tree, as schema: Schema
  ) {
    let node = source.resolved(node)
    let other = base.resolved(other)
    guard source[node].kind == .mapping, base[other].kind == .mapping,
      let shape = MergeShape(schema, keys: Self.keys(of: node, in: source), beside: Self.keys(of: other, in: base))
    else { return copy(node, of: source) }
    let index = begin(node, of: source)
    var count: UInt32 = 0
    // The base's keys first, in its order; then the new ones.
    var key = other + 1
    while key < Int(base[other].next) {
      let baseValue = Int(base[key].next)
      let name = base.string(key)
      if let own = Self.key(named: name, of: node, in: source) {
        let value = Int(source[own].next)
        if !source.isNull(source.resolved(value)) {
          copy(own, of: source)
          add(value, of: source, over: baseValue, of: base, as: shape.schema(of: name))
          count += 1
        }
      } else if shape.keepsFromBase(name) {
        copy(key, of: base)
        copy(baseValue, of: base)
        count += 1
      }
      key = Int(base[baseValue].next)
    }
    key = node + 1
    while key < Int(source[node].next) {
      let value = Int(source[key].next)
      if Self.key(named: source.string(key), of: other, in: base) == nil, !source.isNull(source.resolved(value)) {
        copy(key, of: source)
        copy(value, of: source)
        count += 1
      }
      key = Int(source[value].next)
    }
    tree[index].count = count
    tree[index].next = UInt32(tree.count)
  }

  /// Adds a node without what is below it.
  private mutating func begin(_ node: Int, of source: borrowing Tree) -> Int {
    var copy = source[node]
    if copy.kind == .scalar {
      let bytes = source.bytes(of: node)
      copy.offset = bytes.baseAddress.map { tree.appendText($0, count: bytes.count) } ?? 0
    }
    let index = tree.append(copy)
    tree[index].next = UInt32(index + 1)
    return index
  }

  private static func key(named name: String, of mapping: Int, in tree: borrowing Tree) -> Int? {
    var key = mapping + 1
    while key < Int(tree[mapping].next) {
      if tree.string(key) == name { return key }
      key = Int(tree[Int(tree[key].next)].next)
    }
    return nil
  }

  private static func keys(of mapping: Int, in tree: borrowing Tree) -> [String] {
    var keys: [String] = []
    var key = mapping + 1
    while key < Int(tree[mapping].next) {
      keys.append(tree.string(key))
      key = Int(tree[Int(tree[key].next)].next)
    }
    return keys
  }
}

/// How two mappings of one schema merge.
struct MergeShape {
  private let own: [String]
  private let record: RecordDescription?
  private let values: Schema

  /// `nil` if the new mapping has another kind than the base's, and so replaces it.
  init?(_ schema: Schema, keys: [String], beside base: [String]) {
    own = keys
    switch schema {
    case .map(_, let values):
      record = nil
      self.values = values
    case .record(let reference):
      record = reference.describe()
      values = .anything
    case .oneOf(let schemas):
      // Scalars and lists don't merge; of the records, the one that has the new keys does.
      for case .record(let reference) in schemas {
        let description = reference.describe()
        let known = description.properties.map { "\($0.key)" }
        if keys.allSatisfy(known.contains), base.allSatisfy(known.contains) {
          record = description
          values = .anything
          return
        }
      }
      return nil
    default:
      return nil
    }
  }

  func schema(of key: String) -> Schema {
    record?.properties.first { "\($0.key)" == key }?.schema ?? values
  }

  /// Whether a key that only the base has stays: not if the new mapping has an exclusive alternative to it.
  func keepsFromBase(_ key: String) -> Bool {
    guard let record, let choice = record.choices.first(where: { $0.keys.contains { "\($0)" == key } }) else {
      return true
    }
    return !choice.keys.contains { other in own.contains("\(other)") }
  }
}
