package import Diagnostics
package import YAMLSyntax

/// Expands `extends`: merges a policy's mappings over those of the file that it names.
package struct Expansion {
  package struct Failure: Error {
    package var reason: String

    package init(reason: String) { self.reason = reason }
  }

  /// The file itself and every base, in the order in which spans number them.
  package private(set) var files: [SourceFile]
  private let load: (String) -> Result<SourceFile, Failure>
  /// Paths that are being merged, to detect cycles.
  private var chain: [String]

  /// The most bases of bases: more is surely a mistake, and a node has only one byte for its file.
  private static let longestChain = 16

  package init(files: [SourceFile], load: @escaping (String) -> Result<SourceFile, Failure>) {
    self.files = files
    self.load = load
    chain = files.map { $0.path }
  }

  /// The tree itself if no policy extends another, otherwise a merged one; `nil` after a finding.
  package mutating func expand(_ tree: consuming Tree, _ diagnostics: inout Diagnostics) -> Tree? {
    guard Self.extends(in: tree) else { return tree }
    guard Self.namesFiles(tree, &diagnostics) else { return nil }
    var merged = Tree()
    var node = 0
    while node < tree.count {
      if let base = Self.base(of: node, in: tree) {
        guard let baseTree = self.base(named: base, in: tree, &diagnostics) else { return nil }
        var merge = Merge(into: merged)
        merge.add(node, of: tree, over: 0, of: baseTree, as: Policy.schema)
        merged = merge.finish()
      } else {
        var merge = Merge(into: merged)
        merge.copy(node, of: tree)
        merged = merge.finish()
      }
      node = Int(tree[node].next)
    }
    return merged
  }

  /// Whether any document extends another.
  private static func extends(in tree: borrowing Tree) -> Bool {
    var node = 0
    while node < tree.count {
      if tree[node].kind == .mapping, let value = tree.value(of: "extends", in: node),
        !tree.isNull(tree.resolved(value))
      {
        return true
      }
      node = Int(tree[node].next)
    }
    return false
  }

  /// Whether every `extends` is a scalar. Without it no base can be merged, and all of its keys would seem missing.
  private static func namesFiles(_ tree: borrowing Tree, _ diagnostics: inout Diagnostics) -> Bool {
    for document in tree.documents where tree[document].kind == .mapping {
      guard let value = tree.value(of: "extends", in: document).map({ tree.resolved($0) }),
        tree[value].kind != .scalar
      else { continue }
      let found = tree[value].kind == .mapping ? "a mapping" : "a list"
      let start = tree.span(value)
      diagnostics.report(
        .wrongType, .init("expected the path of one file, found \(found)"),
        at: Span(file: start.file, start: start.start, end: start.start + 1))
      return false
    }
    return true
  }

  /// The node that names a document's base.
  private static func base(of document: Int, in tree: borrowing Tree) -> Int? {
    guard tree[document].kind == .mapping, let value = tree.value(of: "extends", in: document) else { return nil }
    // A standard has no such key, which its reader reports.
    if let kind = tree.value(of: "kind", in: document).map({ tree.resolved($0) }), tree[kind].kind == .scalar,
      tree.equals(kind, "BackupStandard")
    {
      return nil
    }
    let node = tree.resolved(value)
    return tree[node].kind == .scalar && !tree.isNull(node) ? node : nil
  }

  /// The base's tree, its own bases merged in.
  private mutating func base(
    named node: Int, in tree: borrowing Tree, _ diagnostics: inout Diagnostics
  ) -> Tree? {
    let span = tree.span(node)
    let path = Self.path(tree.string(node), besides: chain.last ?? "")
    func refuse(_ message: Diagnostic.Message) { diagnostics.report(.unreadableBase, message, at: span) }
    if let first = chain.firstIndex(of: path) {
      let others = chain[(first + 1)...].map { "`\($0)`" }.joined(separator: " and ")
      refuse(.init("`\(path)` extends itself\(others.isEmpty ? "" : " through \(others)")"))
      return nil
    }
    guard chain.count <= Self.longestChain else {
      refuse(.init("more than \(Self.longestChain) files extend one another"))
      return nil
    }
    switch load(path) {
    case .failure(let failure):
      refuse(.init("can't read `\(path)`: \(failure.reason)"))
      return nil
    case .success(let file):
      files.append(file)
      guard let baseTree = YAMLParser.parse(file, at: files.count - 1, &diagnostics) else { return nil }
      guard baseTree.count > 0, Int(baseTree[0].next) == baseTree.count, baseTree[0].kind == .mapping else {
        refuse(.init("`\(path)` is not a single policy", help: "a base holds exactly one document"))
        return nil
      }
      chain.append(path)
      let expanded = expand(baseTree, &diagnostics)
      chain.removeLast()
      return expanded
    }
  }

  /// A path relative to the file that names it, with `.` and `..` resolved as far as possible.
  private static func path(_ path: String, besides file: String) -> String {
    if path.utf8.first == UInt8(ascii: "/") { return path }
    var parts = file.split(separator: "/", omittingEmptySubsequences: false).dropLast().map { String($0) }
    for part in path.split(separator: "/") where part != "." {
      if part == "..", let last = parts.last, last != "..", last != "" {
        parts.removeLast()
      } else {
        parts.append(String(part))
      }
    }
    return parts.joined(separator: "/")
  }
}
