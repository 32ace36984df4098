package import Diagnostics
internal import YAMLSyntax

/// A finding that somebody accepts.
package final class Waiver: Record {
  package let rule: Name
  package let place: Place?
  package let reason: Prose
  package let owner: Text?
  package let expires: CalendarDate
  package let origin: Span

  package static let name: StaticString = "Waiver"
  package static let doc: StaticString = "A finding that somebody accepts, with a reason and a date."

  package init(_ form: inout Form) {
    origin = form.origin
    rule = form.required("rule", doc: "The rule.")
    place = form.optional("at", absent: "anywhere", doc: "Where, such as `sinks.local`.")
    reason = form.required("reason", doc: "Why it is accepted.")
    owner = form.optional("owner", absent: "not stated", doc: "Who accepts it.")
    expires = form.required("expires", doc: "The last day on which it is accepted.")
  }
}

/// A part of the policy by its keys, such as `sinks.local`; items of lists have numbers from 0.
package struct Place: Readable {
  package let text: Text
  /// The spans of everything at the place; they are in several files if a base was merged.
  private let spans: [Span]

  /// Whether a span is within the place.
  package func holds(_ span: Span) -> Bool {
    spans.contains { $0.file == span.file && $0.start <= span.start && span.end <= $0.end }
  }

  package static func read(_ form: inout Form, at node: Int) -> Place? {
    guard let text = Text.read(&form, at: node) else { return nil }
    let root = form.tree.documents.last { $0 <= node } ?? 0
    guard let found = form.node(at: text.value[...], below: root) else {
      form.fault(
        .unknownPlace, .init("the policy has nothing at `\(text.value)`", help: "name keys as in `sinks.local`"),
        at: node)
      return nil
    }
    var spans: [Span] = []
    // The key too: findings on a named thing point at its name.
    if found > 0, form.tree[found - 1].kind == .scalar { spans.append(form.tree.span(found - 1)) }
    for index in found..<Int(form.tree[found].next) { spans.append(form.tree.span(index)) }
    return Place(text: text, spans: spans)
  }

  package static var schema: Schema { Text.schema }
  package static var standIn: Place { Place(text: .standIn, spans: []) }
}

extension Form {
  /// The node that a path of keys leads to. A name may contain dots, so every key that the path begins with is tried.
  fileprivate func node(at path: Substring, below parent: Int) -> Int? {
    let parent = tree.resolved(parent)
    let node = tree[parent]
    guard node.kind == .mapping || node.kind == .sequence else { return nil }
    var child = parent + 1
    var number = 0
    while child < Int(node.next) {
      let isMapping = node.kind == .mapping
      let key = isMapping ? tree.string(child) : String(number)
      let value = isMapping ? Int(tree[child].next) : child
      if path == key { return value }
      if path.hasPrefix(key + "."), let found = self.node(at: path.dropFirst(key.count + 1), below: value) {
        return found
      }
      child = Int(tree[value].next)
      number += 1
    }
    return nil
  }
}
