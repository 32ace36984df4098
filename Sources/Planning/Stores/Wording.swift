/// A text for people that separates the policy's values from the words around them.
package struct Wording: Sendable, Equatable {
  package enum Piece: Sendable, Equatable {
    case text(String)
    case value(String)
  }

  package private(set) var pieces: [Piece]

  /// The whole text.
  package var text: String {
    pieces.map {
      switch $0 {
      case .text(let text), .value(let text): text
      }
    }.joined()
  }
}

extension Wording: ExpressibleByStringInterpolation {
  package init(stringLiteral text: String) { pieces = text.isEmpty ? [] : [.text(text)] }
  package init(stringInterpolation: StringInterpolation) { pieces = stringInterpolation.pieces }

  package struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var pieces: [Piece] = []

    package init(literalCapacity: Int, interpolationCount: Int) {}

    package mutating func appendLiteral(_ text: String) {
      if !text.isEmpty { pieces.append(.text(text)) }
    }

    package mutating func appendInterpolation(_ value: String) { pieces.append(.value(value)) }
    package mutating func appendInterpolation(_ wording: Wording) { pieces += wording.pieces }
    package mutating func appendInterpolation(number: Int) { pieces.append(.text("\(number)")) }

    /// The folder within a store, if it has one.
    mutating func appendInterpolation(below prefix: String) {
      if !prefix.isEmpty { appendInterpolation(" below \(prefix + "/")" as Wording) }
    }
  }
}
