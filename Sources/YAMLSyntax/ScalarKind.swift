/// What YAML readers take a plain scalar for.
package enum ScalarKind: Sendable, Equatable {
  case string
  case null
  /// `true` or `false`, for every reader.
  case boolean(Bool)
  /// A decimal integer that every reader reads alike.
  case integer(Int)
  /// Something that some readers take for other than a string, such as `no`, `0644`, `1e3` or `12:30:00`.
  case surprising(Surprise)

  /// Why a plain scalar isn't the string that it looks like.
  package enum Surprise: Sendable, Equatable {
    case boolean, octal, hexadecimal, binary, float, sexagesimal, hugeInteger, signedInteger

    /// What the reader makes of it.
    package var words: StaticString {
      switch self {
      case .boolean: "a boolean"
      case .octal: "an octal number"
      case .hexadecimal: "a hexadecimal number"
      case .binary: "a binary number"
      case .float: "a floating-point number"
      case .sexagesimal: "a number to base 60"
      case .hugeInteger: "a number too large to be exact"
      case .signedInteger: "a number"
      }
    }
  }
}

extension Tree {
  /// The kind of a scalar: quoted and block scalars are strings, plain ones are examined.
  ///
  /// YAML 1.1 (Kubernetes, PyYAML) and 1.2 (editors) differ; whatever either of them takes for other than a string is
  /// not `string` here. Source: yaml.org/type and the core schema of YAML 1.2.
  package func scalarKind(of index: Int) -> ScalarKind {
    let node = self[index]
    guard node.style == .plain else { return .string }
    return Self.kind(ofPlain: bytes(of: index))
  }

  private static func kind(ofPlain bytes: UnsafeBufferPointer<UInt8>) -> ScalarKind {
    guard let first = bytes.first else { return .null }
    switch first {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
      return numericKind(bytes)
    default:
      // Every other word that isn't a string is at most five letters long: `false`.
      return bytes.count <= 5 ? wordKind(bytes) : .string
    }
  }

  private static func wordKind(_ bytes: UnsafeBufferPointer<UInt8>) -> ScalarKind {
    let isOneCase = isUniformlyCased(bytes)
    func isWord(_ word: StaticString) -> Bool {
      guard bytes.count == word.utf8CodeUnitCount, isOneCase else { return false }
      for (index, byte) in bytes.enumerated() where byte | 0x20 != word.utf8Start[index] { return false }
      return true
    }
    if bytes.count == 1, bytes[0] == UInt8(ascii: "~") { return .null }
    switch bytes[0] | 0x20 {
    case UInt8(ascii: "n"):
      if isWord("null") { return .null }
      if isWord("no") || isWord("n") { return .surprising(.boolean) }
    case UInt8(ascii: "t"):
      if isWord("true") { return bytes[0] == UInt8(ascii: "t") ? .boolean(true) : .surprising(.boolean) }
    case UInt8(ascii: "f"):
      if isWord("false") { return bytes[0] == UInt8(ascii: "f") ? .boolean(false) : .surprising(.boolean) }
    case UInt8(ascii: "y"):
      if isWord("yes") || isWord("y") { return .surprising(.boolean) }
    case UInt8(ascii: "o"):
      if isWord("on") || isWord("off") { return .surprising(.boolean) }
    default: break
    }
    return .string
  }

  /// Whether the word is all lower case, capitalised or all upper case, the only ways in which YAML 1.1 knows its words.
  private static func isUniformlyCased(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard bytes.count > 1 else { return true }
    let rest = bytes.dropFirst()
    return rest.allSatisfy { $0 >= 0x61 } || (bytes[0] < 0x61 && rest.allSatisfy { $0 < 0x61 })
  }
}
