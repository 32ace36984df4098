internal import ASCII
internal import YAMLSyntax

/// Scalars as they are written inside brackets and braces, for helps. Nothing here runs for a valid policy.
extension Form {
  /// How a scalar is written there: as it is if possible, otherwise in quotes; `nil` if it needs escapes.
  func flowTexts(of node: Int) -> [String] {
    guard tree[node].kind == .scalar else { return [] }
    let text = tree.string(node)
    switch tree[node].style {
    case .singleQuoted where isVerbatim(node): return ["'\(text)'"]
    case .doubleQuoted where isVerbatim(node): return ["\"\(text)\""]
    default: return Self.flowTexts(text)
    }
  }

  static func flowTexts(_ text: String) -> [String] {
    guard !text.isEmpty, !text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) else { return [] }
    var texts = isOneWord(text.utf8) ? [text] : []
    if !text.utf8.contains(where: { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }) {
      texts.append("\"\(text)\"")
    } else if !text.utf8.contains(UInt8(ascii: "'")) {
      texts.append("'\(text)'")
    }
    return texts
  }

  /// Whether a text is one word that never needs quotes.
  static func isOneWord(_ text: some Sequence<UInt8>) -> Bool {
    text.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "/"): true
      default: byte.isOfIdentifier
      }
    }
  }
}
