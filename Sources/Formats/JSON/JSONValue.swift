/// A JSON value with its objects in a chosen order.
package enum JSONValue: Sendable, Equatable {
  /// A string.
  case string(String)
  /// A whole number.
  case integer(Int)
  /// `true` or `false`.
  case boolean(Bool)
  /// `null`.
  case null
  /// An array.
  case array([JSONValue])
  /// An object.
  case object(JSONObject)
}

/// The members of a JSON object in the order they are written; a name occurs once.
package struct JSONObject: Sendable, Equatable {
  /// A name with its value.
  package struct Member: Sendable, Equatable {
    /// The name.
    package let name: String
    /// The value under the name.
    package var value: JSONValue
  }

  /// The members in order.
  package private(set) var members: [Member] = []

  /// An object without members.
  package init() {}

  /// An object of `pairs` in order; a repeated name keeps its first place and takes its last value.
  package init(_ pairs: [(String, JSONValue)]) {
    for (name, value) in pairs { set(name, value) }
  }

  /// Whether there is no member.
  package var isEmpty: Bool { members.isEmpty }

  /// The value under `name`; setting keeps the place of a name that is there, appends one that is not, and removes on `nil`.
  package subscript(name: String) -> JSONValue? {
    get { index(of: name).map { members[$0].value } }
    set {
      if let newValue {
        set(name, newValue)
      } else if let index = index(of: name) {
        members.remove(at: index)
      }
    }
  }

  /// Puts `value` under `name`, in the name's place where it has one and at the end where it has none; `nil` changes nothing.
  package mutating func set(_ name: String, _ value: JSONValue?) {
    guard let value else { return }
    if let index = index(of: name) {
      members[index].value = value
    } else {
      members.append(Member(name: name, value: value))
    }
  }

  private func index(of name: String) -> Int? {
    members.firstIndex { hasSameBytes($0.name, name) }
  }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
  /// An object with its members in the order written.
  package init(dictionaryLiteral elements: (String, JSONValue)...) { self.init(elements) }
}

extension JSONValue: ExpressibleByStringInterpolation {
  /// A string.
  package init(stringLiteral value: String) { self = .string(value) }
}

extension JSONValue: ExpressibleByIntegerLiteral {
  /// A number.
  package init(integerLiteral value: Int) { self = .integer(value) }
}

extension JSONValue: ExpressibleByBooleanLiteral {
  /// `true` or `false`.
  package init(booleanLiteral value: Bool) { self = .boolean(value) }
}

extension JSONValue: ExpressibleByArrayLiteral {
  /// An array.
  package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
}

extension JSONValue: ExpressibleByDictionaryLiteral {
  /// An object with its members in the order written.
  package init(dictionaryLiteral elements: (String, JSONValue)...) { self = .object(JSONObject(elements)) }
}
