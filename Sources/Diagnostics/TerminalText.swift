/// Text that is safe to show in a terminal.
package enum TerminalText {
  /// The text with each control character replaced, so that no file can control the terminal.
  package static func safe(_ text: String, keepingTabs: Bool = false) -> String {
    if isPlain(text.utf8) { return text }
    guard text.unicodeScalars.contains(where: { isControl($0) && !(keepingTabs && $0 == "\t") }) else { return text }
    var shown = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      shown.append(isControl(scalar) && !(keepingTabs && scalar == "\t") ? "\u{FFFD}" : scalar)
    }
    return String(shown)
  }

  /// Whether there are control characters or the marks that end a line or turn the direction of text.
  package static func holdsControls(_ text: String) -> Bool { text.unicodeScalars.contains(where: isControl) }

  /// Whether there is nothing but printable ASCII, each character of which takes one column.
  static func isPlain(_ bytes: some Sequence<UInt8>) -> Bool { bytes.allSatisfy { $0 >= 0x20 && $0 < 0x7F } }

  /// C0 and C1 controls, and the marks that end a line or turn the direction of text.
  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  /// The columns that a character takes: none, one or two. Source: Unicode Standard Annex 11, its wide ranges.
  static func width(_ scalar: Unicode.Scalar) -> Int {
    let value = scalar.value
    if value < 0x300 { return 1 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return value == 0xAD ? 1 : 0
    default: break
    }
    switch value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
      0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF00...0xFF60,
      0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1F9FF, 0x1FA70...0x1FAFF, 0x20000...0x3FFFD:
      return 2
    default: return 1
    }
  }
}
