internal import ASCII
package import Diagnostics
internal import YAMLSyntax

/// A number of things, at least one.
package struct Count: Readable {
  package var value: Int
  package var span: Span

  static let range = 1...1_000_000

  package static func read(_ form: inout Form, at node: Int) -> Count? {
    guard let value = form.integer(at: node, in: range) else { return nil }
    return Count(value: value, span: form.tree.span(node))
  }

  package static var schema: Schema { .integer(range) }
  package static var standIn: Count { Count(value: 1, span: .none) }
}

/// The first number of a version, the only one that matters for a server.
package struct MajorVersion: Readable {
  package var value: Int
  package var span: Span

  package static func read(_ form: inout Form, at node: Int) -> MajorVersion? {
    guard let value = form.integer(at: node, in: Count.range) else { return nil }
    return MajorVersion(value: value, span: form.tree.span(node))
  }

  package static var schema: Schema { .integer(Count.range) }
  package static var standIn: MajorVersion { MajorVersion(value: 1, span: .none) }

  /// Up to 9.6 the first two numbers were the major version.
  package static func correction(of text: String) -> String? {
    let parts = text.split(separator: ".")
    guard parts.count > 1, let major = Int(parts[0]), major > 9 else { return nil }
    return String(major)
  }
}

/// A TCP port.
package struct Port: Readable {
  package var value: Int
  package var span: Span

  static let range = 1...65535

  package static func read(_ form: inout Form, at node: Int) -> Port? {
    guard let value = form.integer(at: node, in: range) else { return nil }
    return Port(value: value, span: form.tree.span(node))
  }

  package static var schema: Schema { .integer(range) }
  package static var standIn: Port { Port(value: 1, span: .none) }
}

/// `true` or `false`.
package struct Flag: Readable {
  package var value: Bool
  package var span: Span

  package static func read(_ form: inout Form, at node: Int) -> Flag? {
    guard form.isScalar(node, expected: "true or false") else { return nil }
    guard case .boolean(let value) = form.tree.scalarKind(of: node) else {
      form.reportFlag(node)
      return nil
    }
    return Flag(value: value, span: form.tree.span(node))
  }

  package static var schema: Schema { .boolean }
  package static var standIn: Flag { Flag(value: false, span: .none) }
}

extension Form {
  /// An integer within a range; `nil` after a finding.
  mutating func integer(at node: Int, in range: ClosedRange<Int>) -> Int? {
    guard isScalar(node, expected: "a whole number") else { return nil }
    if case .integer(let value) = tree.scalarKind(of: node), range.contains(value) { return value }
    reportInteger(node, range)
    return nil
  }

  @inline(never)
  private mutating func reportInteger(_ node: Int, _ range: ClosedRange<Int>) {
    let text = tree.string(node)
    switch tree.scalarKind(of: node) {
    case .integer, .surprising(.hugeInteger):
      fault(
        .outOfRange, .init("expected a number from \(range.lowerBound) to \(range.upperBound), found `\(text)`"),
        at: node)
    case .surprising(let surprise):
      fault(
        .ambiguousScalar,
        .init("expected a whole number, found `\(text)`, \(surprise.words)", help: "write it in decimal digits only"),
        at: node)
    default:
      let isQuoted = tree[node].style != .plain && !text.isEmpty && text.utf8.allSatisfy { $0.isDigit }
      fault(
        .wrongType,
        .init(
          "expected a whole number, found \(isQuoted ? "the string " : "")`\(text)`",
          help: isQuoted ? "remove the quotes" : nil), at: node)
      if isQuoted { propose(text, at: node) }
    }
  }

  @inline(never)
  mutating func reportFlag(_ node: Int) {
    let text = tree.string(node)
    let word: String? =
      switch text.lowercased() {
      case "yes", "on", "y", "true": "true"
      case "no", "off", "n", "false": "false"
      default: nil
      }
    if tree[node].style != .plain, text == word {
      fault(
        .wrongType, .init("expected `true` or `false`, found the string `\(text)`", help: "remove the quotes"),
        at: node)
    } else {
      let help = word.map { "write `\($0)`" }
      fault(.wrongType, .init("expected `true` or `false`, found `\(text)`", help: help), at: node)
    }
    if let word { propose(word, at: node) }
  }
}
