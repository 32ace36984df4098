internal import Diagnostics
internal import YAMLSyntax

/// Where a key that a record doesn't have may belong: in the record of one of its keys, or below that.
struct KeyHome {
  /// The keys that lead there.
  let path: [String]
  let record: RecordReference

  var words: String { path.joined(separator: ".") }
}

extension RecordDescription {
  var keys: [String] { properties.map { "\($0.key)" } }

  /// The records that may be below this one, level by level.
  var homes: [[KeyHome]] {
    let below = homes(under: [])
    return [below, below.flatMap { $0.record.describe().homes(under: $0.path) }]
  }

  private func homes(under path: [String]) -> [KeyHome] {
    properties.flatMap { property in
      property.schema.records.map { KeyHome(path: path + ["\(property.key)"], record: $0) }
    }
  }

  /// Whether one of these keys excludes another.
  func isExcluded(_ key: String, by others: [String]) -> Bool {
    choices.contains { choice in
      let keys = choice.keys.map { "\($0)" }
      return keys.contains(key) && keys.contains { $0 != key && others.contains($0) }
    }
  }
}

extension Schema {
  /// The records that a value may be.
  var records: [RecordReference] {
    switch self {
    case .record(let reference): [reference]
    case .oneOf(let schemas): schemas.flatMap(\.records)
    default: []
    }
  }

  /// What the value may be instead of this record.
  func forms(but name: StaticString) -> [RecordDescription] {
    records.filter { "\($0.name)" != "\(name)" }.map { $0.describe() }
  }
}

extension Form {
  /// The help for a key that belongs below others; `nil` if it would be wrong there too, or if it isn't clear which of
  /// many places is meant.
  func help(for key: Int, in homes: [KeyHome], beside description: RecordDescription) -> String? {
    let given = homes.filter { keyNode($0.path[0]) != nil }
    let helps = (given.isEmpty ? homes : given).compactMap { help(for: key, in: $0, beside: description) }
    switch helps.count {
    case 1: return helps[0]
    case 2, 3:
      return "it belongs under " + Suggestions.list((given.isEmpty ? homes : given).map(\.words))
    default: return nil
    }
  }

  private func help(for key: Int, in home: KeyHome, beside description: RecordDescription) -> String? {
    let name = tree.string(key)
    guard let node = keyNode(home.path[0]) else {
      return description.isExcluded(home.path[0], by: keyNames(of: mapping)) ? nil : "it belongs under `\(home.words)`"
    }
    let value = tree.resolved(Int(tree[node].next))
    switch tree[value].kind {
    case .mapping:
      guard home.path.count == 1 else { return "it belongs under `\(home.words)`" }
      let names = keyNames(of: value)
      let record = home.record.describe()
      guard names.allSatisfy(record.keys.contains), !record.isExcluded(name, by: names) else { return nil }
      return "it belongs under `\(home.words)`"
    case .scalar: return helpBeside(value, in: home, beside: description)
    case .sequence:
      return home.path.count == 1 && home.record.briefKey.utf8CodeUnitCount > 0
        ? "it belongs in the items of `\(home.words)`" : nil
    case .alias: return nil
    }
  }

  /// A bare value that is short for a record with one key: written as a record, it has room for the other keys.
  private func helpBeside(_ value: Int, in home: KeyHome, beside description: RecordDescription) -> String? {
    let brief = home.record.briefKey
    guard brief.utf8CodeUnitCount > 0, home.path.count == 1, let text = flowTexts(of: value).first else { return nil }
    let (declared, known) = (description.keys, home.record.describe().keys)
    var entries = ["\(brief): \(text)"]
    forEachKey { tree, index in
      let name = tree.string(index)
      guard known.contains(name), !declared.contains(name) else { return }
      entries.append("\(name): \(flowTexts(of: tree.resolved(Int(tree[index].next))).first ?? "")")
    }
    let whole = "{\(entries.joined(separator: ", "))}"
    return home.record.takes(whole) ? "write `\(home.words): \(whole)`" : nil
  }

  /// The keys after one without a value that would be its value if they were indented further.
  func unindented(below key: Int, of description: RecordDescription) -> [Int] {
    guard isBlock(mapping) else { return [] }
    let name = tree.string(key)
    let declared = description.keys
    let known = description.properties.filter { "\($0.key)" == name }
      .flatMap { $0.schema.records.flatMap { $0.describe().keys } }
    var found: [Int] = []
    var isBehind = false
    forEachKey { tree, index in
      let other = tree.string(index)
      if isBehind, known.contains(other), !declared.contains(other) { found.append(index) } else { isBehind = false }
      if index == key { isBehind = true }
    }
    return found
  }

  /// Whether a mapping is written without braces.
  func isBlock(_ mapping: Int) -> Bool {
    tree[mapping].count > 0 && tree.span(mapping + 1).start == tree.span(mapping).start
  }
}
