internal import Diagnostics

/// What every mapping's keys must be: scalars, each once, and no merge key.
enum KeyCheck {
  /// Up to this many keys each is compared with each; more are sorted first, so that wide input stays cheap.
  private static let pairwise = 32

  static func passes(_ mapping: Int, in tree: borrowing Tree, _ diagnostics: inout Diagnostics) -> Bool {
    var isSound = true
    let end = Int(tree[mapping].next)
    var key = mapping + 1
    while key < end {
      if tree[key].kind != .scalar {
        let help = tree[key].kind == .mapping ? "quote text that begins with a brace" : nil
        diagnostics.report(
          .yamlKey, .init("a key must be a word, not an alias, a list or a mapping", help: help), at: tree.span(key))
        isSound = false
      } else if tree[key].style == .plain, tree.equals(key, "<<") {
        diagnostics.report(
          .yamlMergeKey,
          .init(
            "merge keys are not supported",
            help: "repeat the keys, or move the shared part into a file and use `extends`"
          ),
          at: tree.span(key))
        isSound = false
      }
      key = Int(tree[Int(tree[key].next)].next)
    }
    guard isSound else { return false }
    if tree[mapping].count <= pairwise {
      var key = mapping + 1
      while key < end {
        var other = mapping + 1
        while other < key {
          if tree.haveEqualText(key, other) {
            reportDuplicate(key, of: other, in: tree, &diagnostics)
            isSound = false
            break
          }
          other = Int(tree[Int(tree[other].next)].next)
        }
        key = Int(tree[Int(tree[key].next)].next)
      }
      return isSound
    }
    return passesWide(mapping, in: tree, &diagnostics)
  }

  private static func passesWide(
    _ mapping: Int, in tree: borrowing Tree, _ diagnostics: inout Diagnostics
  ) -> Bool {
    var first: [String: Int] = [:]
    var isSound = true
    var key = mapping + 1
    while key < Int(tree[mapping].next) {
      let name = tree.string(key)
      if let other = first[name] {
        reportDuplicate(key, of: other, in: tree, &diagnostics)
        isSound = false
      } else {
        first[name] = key
      }
      key = Int(tree[Int(tree[key].next)].next)
    }
    return isSound
  }

  private static func reportDuplicate(
    _ key: Int, of other: Int, in tree: borrowing Tree, _ diagnostics: inout Diagnostics
  ) {
    diagnostics.report(
      .duplicateKey, .init("the key `\(tree.string(key))` is given twice"), at: tree.span(key),
      notes: [.init("it was given here first", at: tree.span(other))])
  }
}
