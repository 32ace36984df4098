package import Diagnostics
package import YAMLSyntax

/// One document of a file.
package enum Document: Sendable {
  case policy(Policy)
  /// A policy with stand-ins for its faulty values, only for rules that look at what is present.
  case faultyPolicy(Policy)
  case standard(Standard)
}

extension Document {
  /// The documents of a tree as far as they can be read; what is wrong is reported. Policies note the defaults that are in
  /// force where that is asked for.
  package static func read(
    _ tree: consuming Tree, notingDefaults: Bool = false, _ diagnostics: inout Diagnostics
  ) -> [Document] {
    var form = Form(reading: tree) { Policy.schema }
    if notingDefaults { form.notes = DefaultNotes() }
    var documents: [Document] = []
    var isEmpty = true
    var node = 0
    while node < form.tree.count {
      let next = Int(form.tree[node].next)
      // An extra `---` leaves an empty document beside others.
      if !form.tree.isNull(node) {
        isEmpty = false
        if let document = form.document(at: node) { documents.append(document) }
      }
      node = next
    }
    if isEmpty { form.reportNoDocument() }
    diagnostics.report(form.diagnostics)
    return documents
  }
}

extension Form {
  fileprivate mutating func document(at node: Int) -> Document? {
    guard tree[node].kind == .mapping else {
      fault(.wrongDocument, .init("expected a policy, found \(kindWords(node))", help: Self.wayOut), at: node)
      return nil
    }
    guard let kind = tree.value(of: "kind", in: node).map({ tree.resolved($0) }) else {
      fault(.wrongDocument, .init("the key `kind` is missing", help: Self.wayOut), at: node)
      return nil
    }
    if tree[kind].kind == .scalar, tree.equals(kind, "BackupPolicy") {
      (failed, isWhole) = (false, true)
      guard let policy = Policy.read(&self, at: node) else { return nil }
      if isSound { return .policy(policy) }
      return isWhole ? .faultyPolicy(policy) : nil
    }
    if tree[kind].kind == .scalar, tree.equals(kind, "BackupStandard") { return standard(at: node) }
    reportKind(kind)
    return nil
  }

  @inline(never)
  private mutating func standard(at node: Int) -> Document? {
    (failed, isWhole) = (false, true)
    guard let standard = Standard.read(&self, at: node), isSound else { return nil }
    if standard.require == nil, standard.forbid.isEmpty {
      fault(.missingKey, .init("the standard demands nothing", help: "add `require` or `forbid`"), at: node)
      return nil
    }
    return .standard(standard)
  }

  private static var wayOut: String { "start with `apiVersion: backstay/v1` and `kind: BackupPolicy`" }

  @inline(never)
  private mutating func reportKind(_ kind: Int) {
    let name = tree[kind].kind == .scalar ? tree.string(kind) : ""
    let message: Diagnostic.Message =
      switch name {
      case "BackupFleet":
        .init("`\(name)` documents are not supported by this version", help: "keep them in files of their own")
      default:
        .init(
          "expected `BackupPolicy` or `BackupStandard`, found \(kindWords(kind))",
          help: Suggestions.help(for: name, among: ["BackupPolicy", "BackupStandard"]) ?? Self.wayOut)
      }
    fault(.wrongDocument, message, at: kind)
  }

  @inline(never)
  fileprivate mutating func reportNoDocument() {
    diagnostics.report(.wrongDocument, .init("the file has no document", help: Self.wayOut), at: .none)
  }
}
