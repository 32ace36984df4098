package import Diagnostics
internal import YAMLSyntax

extension Text: Readable {
  package static func read(_ form: inout Form, at node: Int) -> Text? {
    guard let value = form.openText(at: node, expected: "a string") else { return nil }
    return Text(value, at: form.tree.span(node))
  }

  package static var schema: Schema {
    .string(StringSchema(pattern: "^[^\\x00-\\x1f\\x7f]+$", expectation: "a string"))
  }

  package static var standIn: Text { Text("", at: .none) }
}

/// A text that may run over several lines.
package struct Prose: Readable {
  package var text: Text

  package static func read(_ form: inout Form, at node: Int) -> Prose? {
    guard let value = form.openText(at: node, expected: "a string", isMultiline: true) else { return nil }
    return Prose(text: Text(value, at: form.tree.span(node)))
  }

  package static var schema: Schema {
    .string(StringSchema(pattern: "^[^\\x00-\\x08\\x0b-\\x1f\\x7f]+$", expectation: "a string"))
  }

  package static var standIn: Prose { Prose(text: .standIn) }
}

/// A string of which only some values are valid.
protocol PatternedText: Readable {
  var text: Text { get }
  init(text: Text)
  static var pattern: StringSchema { get }
  /// Whether the bytes fit the pattern.
  static func accepts(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool
}

extension PatternedText {
  package static func read(_ form: inout Form, at node: Int) -> Self? { readPattern(&form, at: node) }

  static func readPattern(_ form: inout Form, at node: Int) -> Self? {
    guard let value = form.openText(at: node, expected: pattern.expectation) else { return nil }
    guard accepts(form.tree.bytes(of: node)) else {
      form.reportPattern(node, expected: pattern.expectation, help: help)
      return nil
    }
    return Self(text: Text(value, at: form.tree.span(node)))
  }

  package static var schema: Schema { .string(pattern) }
  package static var standIn: Self { Self(text: .standIn) }
}

extension Form {
  @inline(never)
  mutating func reportPattern(_ node: Int, expected: StaticString, help: String?) {
    fault(.invalidText, .init("expected \(expected), found `\(tree.string(node))`", help: help), at: node)
  }
}
