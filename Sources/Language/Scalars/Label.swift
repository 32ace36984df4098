package import Diagnostics
internal import YAMLSyntax

/// A word with its value, as in labels.
package final class Label: Sendable {
  package let name: Text
  package let value: Text

  init(name: Text, value: Text) {
    self.name = name
    self.value = value
  }
}

extension Form {
  /// A mapping of words to words, in the order in which it is written.
  package mutating func labels(
    _ key: StaticString, absent absence: StaticString = "", doc: StaticString
  ) -> [Label] {
    if isDescribing {
      note(key, .map(keys: Text.schema, values: Text.schema), absent: .none(but: absence), doc)
      return []
    }
    let node = find(key)
    guard node >= 0 else { return [] }
    guard isMapping(node, expected: "a mapping of names"), isFilled(node) else {
      failed = true
      return []
    }
    var labels: [Label] = []
    var index = node + 1
    while index < Int(tree[node].next) {
      let value = Int(tree[index].next)
      if tree.isNull(tree.resolved(value)) {
        reportEmpty(key: index)
      } else if let name = Text.read(&self, at: index), let text = Text.read(&self, at: tree.resolved(value)) {
        labels.append(Label(name: name, value: text))
      } else {
        // Whichever of the two it was.
        settle(Text.self, at: proposal?.node ?? value)
      }
      index = Int(tree[value].next)
    }
    return labels
  }
}
