/// A node of a YAML document, without a style: `YAMLDocument` decides how each is written.
package enum YAMLValue: Sendable, Equatable {
  /// Text that every reader must read as a string, whatever it looks like.
  case string(String)
  /// A whole number, written in decimal.
  case integer(Int)
  /// `true` or `false`.
  case boolean(Bool)
  /// `null`.
  case null
  /// One or more Helm actions, such as `{{ toJson .Values.resources }}`, that print a whole value.
  ///
  /// Written unchanged, so only a document rendered as `.helmTemplate` may contain one.
  case template(String)
  /// A list.
  case sequence([YAMLValue])
  /// An ordered mapping.
  case mapping(YAMLMapping)
  /// A mapping or list on one line, such as `{name: x, value: 1}`, with all its contents; comments are omitted.
  indirect case flow(YAMLValue)
  /// A value on one line under a name of letters, digits and `-`, by which an `alias` further down means the same value.
  indirect case anchored(String, YAMLValue)
  /// The value that was `anchored` under the name last.
  case alias(String)
}

extension YAMLValue {
  /// The mapping, whatever its style.
  package var mapping: YAMLMapping? {
    switch self {
    case .mapping(let mapping): mapping
    case .flow(let value): value.mapping
    default: nil
    }
  }

  /// The elements of the list, whatever its style.
  package var elements: [YAMLValue]? {
    switch self {
    case .sequence(let elements): elements
    case .flow(let value): value.elements
    default: nil
    }
  }
}

extension YAMLValue: ExpressibleByStringInterpolation {
  /// A string node.
  package init(stringLiteral value: String) { self = .string(value) }
}

extension YAMLValue: ExpressibleByIntegerLiteral {
  /// An integer node.
  package init(integerLiteral value: Int) { self = .integer(value) }
}

extension YAMLValue: ExpressibleByBooleanLiteral {
  /// A boolean node.
  package init(booleanLiteral value: Bool) { self = .boolean(value) }
}

extension YAMLValue: ExpressibleByArrayLiteral {
  /// A sequence node.
  package init(arrayLiteral elements: YAMLValue...) { self = .sequence(elements) }
}

extension YAMLValue: ExpressibleByDictionaryLiteral {
  /// A mapping node with its entries in the order written.
  package init(dictionaryLiteral elements: (String, YAMLValue)...) { self = .mapping(YAMLMapping(elements)) }
}
